namespace DbAccounts.Documents;

/// <summary>Something in an access document that can't be what was meant.</summary>
/// <param name="Place">Where.</param>
/// <param name="Text">What is wrong and what must be there, as a sentence without its period; never a secret.</param>
public sealed record DocumentProblem(DocumentPlace Place, string Text)
{
    /// <summary>The place and the text.</summary>
    public override string ToString() => Place.ToString() is { Length: > 0 } at ? $"{at}: {Text}" : Text;
}
