package dev.missionmesh.policyengine;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumSet;
import java.util.Set;

/**
 * Compiles CEL conditions in a language made small on purpose: every condition ends soon and needs
 * little memory, whoever wrote it.
 *
 * <p>There are {@code has}, {@code all}, {@code exists} and {@code exists_one}, together at most
 * {@value #MAX_ITERATIONS} iterations per evaluation. There are no {@code map} and {@code filter},
 * no joining of texts and lists (nested, they double without bound), no regular expressions, no
 * dynamic types, no clocks.
 */
final class Conditions {
  static final int MAX_ITERATIONS = 1000;

  private static final Set<StandardFunction> FUNCTIONS =
      EnumSet.of(
          StandardFunction.CONDITIONAL,
          StandardFunction.LOGICAL_NOT,
          StandardFunction.LOGICAL_OR,
          StandardFunction.LOGICAL_AND,
          StandardFunction.NOT_STRICTLY_FALSE,
          StandardFunction.EQUALS,
          StandardFunction.NOT_EQUALS,
          StandardFunction.LESS,
          StandardFunction.LESS_EQUALS,
          StandardFunction.GREATER,
          StandardFunction.GREATER_EQUALS,
          StandardFunction.ADD,
          StandardFunction.SUBTRACT,
          StandardFunction.MULTIPLY,
          StandardFunction.DIVIDE,
          StandardFunction.MODULO,
          StandardFunction.NEGATE,
          StandardFunction.IN,
          StandardFunction.INDEX,
          StandardFunction.SIZE,
          StandardFunction.CONTAINS,
          StandardFunction.STARTS_WITH,
          StandardFunction.ENDS_WITH);
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxExpressionCodePointSize(2000)
          .maxParseRecursionDepth(32)
          .enableHeterogeneousNumericComparisons(true)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  /**
   * Compiles one condition.
   *
   * @throws CelValidationException if it does not parse, or its types are wrong, or it is no bool
   */
  static Condition compile(String when) throws CelValidationException {
    CelAbstractSyntaxTree ast = COMPILER.compile(when).getAst();
    try {
      return new Condition(RUNTIME.createProgram(ast));
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked condition can be planned", e);
    }
  }

  private static CelCompiler compiler() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(
            CelStandardDeclarations.newBuilder().filterFunctions(Conditions::offers).build())
        .setStandardMacros(
            CelStandardMacro.HAS,
            CelStandardMacro.ALL,
            CelStandardMacro.EXISTS,
            CelStandardMacro.EXISTS_ONE)
        .addVar("mission.tenant", SimpleType.STRING)
        .addVar("mission.principal", SimpleType.STRING)
        .addVar("mission.executor", SimpleType.STRING)
        .addVar("mission.zone", SimpleType.STRING)
        .addVar("mission.riskTier", SimpleType.STRING)
        .addVar("mission.capabilities", ListType.create(SimpleType.STRING))
        .addVar("mission.labels", MapType.create(SimpleType.STRING, SimpleType.STRING))
        .addVar("mission.priority", SimpleType.INT)
        .addVar("mission.timeoutSeconds", SimpleType.INT)
        .addVar("mission.cpus", SimpleType.DOUBLE)
        .addVar("mission.memoryBytes", SimpleType.INT)
        .addVar("mission.diskBytes", SimpleType.INT)
        .setResultType(SimpleType.BOOL)
        .build();
  }

  private static boolean offers(
      StandardFunction function, CelStandardDeclarations.StandardOverload overload) {
    return FUNCTIONS.contains(function)
        && (function != StandardFunction.ADD || addsNumbers(overload.celOverloadDecl()));
  }

  private static boolean addsNumbers(CelOverloadDecl overload) {
    return overload.resultType().equals(SimpleType.INT)
        || overload.resultType().equals(SimpleType.DOUBLE);
  }

  private Conditions() {}
}
