using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using DbAccounts.Documents;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>
/// Reads a data file of PowerShell as Import-PowerShellDataFile does: one hashtable of constants. Nothing of it is ever run, and each part
/// keeps its place.
/// </summary>
internal static class DataFileNodes
{
    /// <summary>The table; null where it is none, and then problems say why.</summary>
    public static AccessNode? Read(string text, ICollection<DocumentProblem> problems)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        foreach (ParseError error in errors)
        {
            Problem(problems, error.Extent, Messages.DataFileBroken.With(error.Message.TrimEnd('.')));
        }

        if (errors.Length > 0)
        {
            return null;
        }

        StatementAst[] statements = [.. new[] { script.BeginBlock, script.ProcessBlock, script.EndBlock }
            .Where(block => block is not null).SelectMany(block => block.Statements)];
        if (script.ParamBlock is not null || statements is not [PipelineAst { PipelineElements: [CommandExpressionAst { Expression: HashtableAst table }] }])
        {
            Problem(problems, script.Extent, Messages.DataFileNoTable);
            return null;
        }

        return Value(table, "", problems);
    }

    private static AccessNode Value(ExpressionAst value, string path, ICollection<DocumentProblem> problems)
    {
        (int line, int column) = (value.Extent.StartLineNumber, value.Extent.StartColumnNumber);
        switch (value)
        {
            case HashtableAst table:
                var members = new AccessNode(AccessNodeKind.Table, "", line, column);
                foreach (System.Tuple<ExpressionAst, StatementAst> pair in table.KeyValuePairs)
                {
                    if (pair.Item1 is not StringConstantExpressionAst name)
                    {
                        Problem(problems, pair.Item1.Extent, Messages.DataFileNoName, path);
                    }
                    else
                    {
                        string way = path.Length == 0 ? name.Value : $"{path}.{name.Value}";
                        members.Members.Add((name.Value, Value(pair.Item2, way, problems)));
                    }
                }

                return members;
            case ArrayLiteralAst list:
                var items = new AccessNode(AccessNodeKind.List, "", line, column);
                items.Items.AddRange(list.Elements.Select((item, i) => Value(item, At(path, i), problems)));
                return items;
            case ArrayExpressionAst array:
                var all = new AccessNode(AccessNodeKind.List, "", line, column);
                foreach (StatementAst statement in array.SubExpression.Statements)
                {
                    // Elements stand in a list of their own there.
                    bool isList = statement is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: ArrayLiteralAst }] };
                    AccessNode one = Value(statement, isList ? path : At(path, all.Items.Count), problems);
                    // @('a', 'b') holds a list, which is the list itself; @(@('a'), @('b')) is a list of two.
                    all.Items.AddRange(one.Kind == AccessNodeKind.List ? one.Items : [one]);
                }

                return all;
            case ParenExpressionAst inner:
                return Value(inner.Pipeline, path, problems);
            case StringConstantExpressionAst text:
                return new AccessNode(AccessNodeKind.Text, text.Value, line, column);
            case ConstantExpressionAst constant when constant.Value is bool or string or null:
                return new AccessNode(AccessNodeKind.Text, $"{constant.Value}", line, column);
            case ConstantExpressionAst constant:
                return new AccessNode(
                    AccessNodeKind.Number, System.Convert.ToString(constant.Value, System.Globalization.CultureInfo.InvariantCulture)!, line, column);
            case VariableExpressionAst variable when Constant(variable) is { } kind:
                return new AccessNode(kind, kind == AccessNodeKind.Truth ? Word(variable) : "", line, column);
            default:
                Problem(problems, value.Extent, Messages.DataFileNoConstant, path);
                return new AccessNode(AccessNodeKind.Unread, "", line, column);
        }
    }

    private static AccessNode Value(StatementAst statement, string path, ICollection<DocumentProblem> problems)
    {
        if (statement is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: { } value, Redirections.Count: 0 }] })
        {
            return Value(value, path, problems);
        }

        Problem(problems, statement.Extent, Messages.DataFileNoConstant, path);
        return new AccessNode(AccessNodeKind.Unread, "", statement.Extent.StartLineNumber, statement.Extent.StartColumnNumber);
    }

    private static AccessNodeKind? Constant(VariableExpressionAst variable) => Word(variable) switch
    {
        "true" or "false" => AccessNodeKind.Truth,
        "null" => AccessNodeKind.Nothing,
        _ => null,
    };

#pragma warning disable CA1308 // as the constants are written
    private static string Word(VariableExpressionAst variable) => variable.VariablePath.UserPath.ToLowerInvariant();
#pragma warning restore CA1308

    private static string At(string path, int i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}[{1}]", path, i);

    private static void Problem(ICollection<DocumentProblem> problems, IScriptExtent extent, string text, string path = "") =>
        problems.Add(new DocumentProblem(new DocumentPlace(path, extent.StartLineNumber, extent.StartColumnNumber), text));
}
