using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Documents;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Reads plans: DbAccountPlan in every form. A text may be a line of one, so texts are carried along, for the command to read them together.
/// </summary>
internal sealed class PlanTransformationAttribute : ObjectTransformationAttribute
{
    private static string Allowed => Messages.PlanForms;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Plain() is string text && !Blank.Is(text)
            ? Result([Unreadable.Mark(Placeholder(), text, new FormatException(Allowed))])
            : base.Transform(engineIntrinsics, inputData);

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => plain switch
    {
        DbAccountPlan plan => plan,
        string => throw new FormatException(Allowed),
        _ => null,
    };

    /// <inheritdoc/>
    protected override object Read(object input, Row? row)
    {
        if (row is null || !(row.Has("step") || row.Has("steps")))
        {
            throw new FormatException(Allowed);
        }

        var problems = new List<DocumentProblem>();
        DbAccountPlan plan = PlanNodes.Read(ObjectNodes.Of(input), problems);
        return problems.Count == 0 ? plan
            : throw new InputException(string.Join("; ", problems.Select(problem => problem.ToString())), Messages.PlanFormsAdvice);
    }

    /// <inheritdoc/>
    protected override object Placeholder() => new DbAccountPlan();

    /// <inheritdoc/>
    protected override object Result(object[] read) => read.Cast<DbAccountPlan>().ToArray();
}
