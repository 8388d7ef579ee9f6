namespace DbAccounts.Rules;

/// <summary>Characters of one kind, such as digits.</summary>
/// <param name="Characters">The characters.</param>
/// <param name="Also">Characters that one edition of the document adds: they count, and are never generated.</param>
internal sealed record CharacterClass(string Characters, string Also = "")
{
    /// <summary>True where one of the text's characters is of this kind.</summary>
    public bool IsIn(string text)
    {
        foreach (char character in text)
        {
            if (Characters.IndexOf(character) >= 0 || Also.IndexOf(character) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
