using DbAccounts.Changes;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>An account to be created, whose name the console's document describes further.</summary>
internal sealed class NewAccount : Account
{
    [DbParameter(nameof(CreateAccount.Name)), Mandatory, Length(1, 32)]
    [Pattern("[A-Za-z0-9_]*", "consists of letters, digits and _", Source = TencentDocument.Console)]
    [Pattern("[A-Za-z].*|", "begins with a letter", Source = TencentDocument.Console)]
    [Pattern(".*[A-Za-z0-9]|", "ends with a letter or digit", Source = TencentDocument.Console)]
    public override string? User { get; set; }
}
