package dev.missionmesh.localpostgres;

/** The settings in which the local server differs from PostgreSQL's defaults. */
final class ServerSettings {
  static String text(int port, Reach reach) {
    return """
        listen_addresses = '%s'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 200

        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_compression = on
        max_wal_size = '4GB'
        min_wal_size = '256MB'
        checkpoint_timeout = '15min'
        archive_command = 'true'

        shared_buffers = '256MB'
        effective_cache_size = '1GB'
        work_mem = '8MB'
        random_page_cost = 1.1
        jit = off
        autovacuum_naptime = '15s'

        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] %%u '
        log_statement = 'none'
        log_parameter_max_length_on_error = 0
        """
        .formatted(reach.listen(), port);
  }

  private ServerSettings() {}
}
