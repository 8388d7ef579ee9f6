using System;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Reads the name of an operation. A parameter takes it as text: PowerShell completes an enumeration by itself, with all of its names
/// and no word about them, where a service offers some.
/// </summary>
internal static class OperationName
{
    private static readonly OperationKind[] _withRules =
        [.. ServiceCatalog.All.SelectMany(service => service.Info.Operations).Where(HasRules).Select(o => o.Operation).Distinct().OrderBy(kind => kind)];

    /// <summary>True for an operation that sends values which rules are about.</summary>
    public static bool HasRules(DbServiceOperation operation) => operation.RequestType is not null;

    /// <summary>The operation of that name; case does not matter.</summary>
    /// <exception cref="DbAccountsException">There is none, or it has no rules.</exception>
    public static OperationKind Read(string name)
    {
        int index = Array.FindIndex(_withRules, kind => string.Equals(kind.ToString(), name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? _withRules[index]
            : throw DbError.InvalidInput(
                Nearest.Of(name, _withRules.Select(kind => kind.ToString())) is { } meant
                    ? Messages.OperationUnknownNear.With(name, meant)
                    : Messages.OperationUnknown.With(name, string.Join(", ", _withRules)),
                Messages.OperationUnknownAdvice);
    }
}
