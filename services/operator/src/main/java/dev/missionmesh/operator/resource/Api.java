package dev.missionmesh.operator.resource;

/** Names that all resources of the operator share. */
public final class Api {
  public static final String GROUP = "missionmesh.dev";
  public static final String VERSION = "v1alpha1";
  public static final String CATEGORY = "missionmesh";

  /** Who owns the fields that the operator applies. */
  public static final String FIELD_MANAGER = "missionmesh-operator";

  /** On a Tenant that is being deleted: {@code delete} or {@code retain}. */
  public static final String DELETION_ANNOTATION = "missionmesh.dev/deletion";

  /** API servers know no look-ahead: with a least length of 3, what is left over the mesh refuses. */
  static final String DURATION =
      "^P([0-9]{1,5}D)?(T([0-9]{1,6}H)?([0-9]{1,8}M)?([0-9]{1,9}([.][0-9]{1,9})?S)?)?$";
  static final String WORD = "^[a-z0-9][a-z0-9._-]{0,62}$";
  static final String SLUG = "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$";

  private Api() {}
}
