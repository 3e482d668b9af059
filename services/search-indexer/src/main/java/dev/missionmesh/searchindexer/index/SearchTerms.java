package dev.missionmesh.searchindexer.index;

import dev.missionmesh.searchindexer.domain.DocumentKey;
import dev.missionmesh.searchindexer.domain.SearchQuery;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.JoinUtil;
import org.apache.lucene.search.join.ScoreMode;

/**
 * A tenant's search as a Lucene query. What the caller typed knows no field names, so that it stays inside {@link IndexSchema#TEXT} and
 * {@link IndexSchema#NAME}; the tenant is a clause of the outermost query that nothing inside can widen.
 */
final class SearchTerms {
  private static final Map<String, Float> FIELDS =
      Map.of(IndexSchema.NAME, 3f, IndexSchema.TEXT, 1f);
  private static final int OPERATORS =
      SimpleQueryParser.AND_OPERATOR
          | SimpleQueryParser.OR_OPERATOR
          | SimpleQueryParser.NOT_OPERATOR
          | SimpleQueryParser.PREFIX_OPERATOR
          | SimpleQueryParser.PHRASE_OPERATOR
          | SimpleQueryParser.PRECEDENCE_OPERATORS
          | SimpleQueryParser.ESCAPE_OPERATOR
          | SimpleQueryParser.WHITESPACE_OPERATOR;
  private static final Pattern MISSION_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final SearchQuery wanted;
  private final Query text;

  private SearchTerms(SearchQuery wanted, Query text) {
    this.wanted = wanted;
    this.text = text;
  }

  static SearchTerms of(SearchQuery wanted) {
    return new SearchTerms(wanted, wanted.text().isBlank() ? null : text(wanted));
  }

  /** What the caller typed; null if nothing. */
  Query text() {
    return text;
  }

  /** The whole query, to be run by {@code searcher} only. */
  Query within(IndexSearcher searcher) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(term(IndexSchema.TENANT, wanted.tenant()), Occur.FILTER);
    if (text == null) {
      addMissionFilters(query);
      return query.build();
    }
    query.add(text, Occur.MUST);
    if (wanted.isFiltered()) {
      query.add(ofFilteredMissions(searcher), Occur.FILTER);
    }
    return query.build();
  }

  /** Documents, logs among them, of the missions that the filters let through. */
  private Query ofFilteredMissions(IndexSearcher searcher) throws IOException {
    BooleanQuery.Builder missions = new BooleanQuery.Builder();
    missions.add(term(IndexSchema.TENANT, wanted.tenant()), Occur.FILTER);
    addMissionFilters(missions);
    return JoinUtil.createJoinQuery(
        IndexSchema.KEY,
        false,
        IndexSchema.MISSION,
        missions.build(),
        searcher,
        ScoreMode.None);
  }

  private void addMissionFilters(BooleanQuery.Builder query) {
    query.add(term(IndexSchema.KIND, IndexSchema.KIND_MISSION), Occur.FILTER);
    if (!wanted.states().isEmpty()) {
      BooleanQuery.Builder states = new BooleanQuery.Builder();
      wanted.states().forEach(s -> states.add(term(IndexSchema.STATE, s.text()), Occur.SHOULD));
      query.add(states.build(), Occur.FILTER);
    }
    wanted
        .labels()
        .forEach(
            (key, value) ->
                query.add(
                    term(IndexSchema.LABEL, IndexSchema.label(key, value)), Occur.FILTER));
    if (wanted.name() != null) {
      query.add(term(IndexSchema.EXACT_NAME, wanted.name()), Occur.FILTER);
    }
  }

  private static Query text(SearchQuery wanted) {
    String typed = wanted.text().strip();
    if (MISSION_ID.matcher(typed).matches()) {
      String key = DocumentKey.ofMission(wanted.tenant(), typed.toLowerCase(Locale.ROOT));
      return new BooleanQuery.Builder()
          .add(term(IndexSchema.MISSION, key), Occur.SHOULD)
          .add(parse(typed), Occur.SHOULD)
          .build();
    }
    return parse(typed);
  }

  private static Query parse(String typed) {
    SimpleQueryParser parser = new SimpleQueryParser(IndexSchema.analyzer(), FIELDS, OPERATORS);
    parser.setDefaultOperator(Occur.MUST);
    return parser.parse(typed);
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, IndexSchema.term(value)));
  }
}
