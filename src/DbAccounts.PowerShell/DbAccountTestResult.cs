using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.PowerShell;

/// <summary>What Test-DbAccount says of one account.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Service">The service whose rules were checked.</param>
/// <param name="Operation">The operation that the values are for.</param>
/// <param name="Violation">Every rule that is violated.</param>
public sealed record DbAccountTestResult(string Name, string Service, string Operation, DbList<Violation> Violation)
{
    /// <summary>The account, as name or name@host.</summary>
    public string Account { get; init; } = Name;

    /// <summary>Which row of the pipeline it was, from 1; null where there was no pipeline.</summary>
    public int? Row { get; init; }

    /// <summary>Every rule that is violated.</summary>
    public DbList<Violation> Violation { get; } = Violation.In(ListForm.Sentences);

    /// <summary>True when no documented rule is violated.</summary>
    public bool IsValid => Violation.Length == 0;
}
