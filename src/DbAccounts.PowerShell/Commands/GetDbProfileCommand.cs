using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.Profiles;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Lists the profiles that Set-DbProfile has stored for this user.</summary>
[Cmdlet(VerbsCommon.Get, "DbProfile")]
[OutputType(typeof(DbProfile))]
public sealed class GetDbProfileCommand : ProfileCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ColumnTransformation("Name")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Record()
    {
        foreach (string name in Name)
        {
            ForName(name, () => WriteObject(Find(name), enumerateCollection: true));
        }
    }

    private static DbProfile[] Find(string name)
    {
        WildcardPattern pattern = Patterns.Of(name);
        ProfileFile profiles = Profiles;
        DbProfile[] found = [.. profiles.Read().Where(profile => pattern.IsMatch(profile.Name))];
        return found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw DbError.ProfileNotFound(name, profiles.Path, profiles.Read().Select(profile => profile.Name));
    }
}
