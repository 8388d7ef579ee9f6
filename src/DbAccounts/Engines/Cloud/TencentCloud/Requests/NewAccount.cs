using DbAccounts.Changes;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>An account to be created, whose name the console's document describes further.</summary>
internal sealed class NewAccount : Account
{
    [DbParameter(nameof(CreateAccount.Name)), Mandatory, Length(1, 32)]
    [Characters(Alphabet.Word, nameof(Messages.RuleWord), Source = TencentDocument.Console)]
    [FirstCharacter(nameof(Messages.RuleBeginsWithLetter), Is = Alphabet.Letters, Source = TencentDocument.Console)]
    [LastCharacter(Alphabet.Letters + Alphabet.Digits, nameof(Messages.RuleEndsWithLetterOrDigit), Source = TencentDocument.Console)]
    public override string? User { get; set; }
}
