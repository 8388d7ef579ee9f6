using DbAccounts.Changes;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>An account to be created, whose name the console's document describes further.</summary>
internal sealed class NewAccount : Account
{
    [DbParameter(nameof(CreateAccount.Name)), Mandatory, Length(1, 32)]
    [Characters(Alphabet.Word, "consists of letters, digits and _", Source = TencentDocument.Console)]
    [FirstCharacter("begins with a letter", Is = Alphabet.Letters, Source = TencentDocument.Console)]
    [LastCharacter(Alphabet.Letters + Alphabet.Digits, "ends with a letter or digit", Source = TencentDocument.Console)]
    public override string? User { get; set; }
}
