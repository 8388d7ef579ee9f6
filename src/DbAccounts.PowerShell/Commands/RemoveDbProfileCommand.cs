using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.Profiles;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Removes profiles. The secrets that they name, and what is connected with them, stay.</summary>
[Cmdlet(VerbsCommon.Remove, "DbProfile", SupportsShouldProcess = true)]
public sealed class RemoveDbProfileCommand : ProfileCommand
{
    /// <summary>The names.</summary>
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ColumnTransformation("Name")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Record()
    {
        foreach (string name in Name)
        {
            ForName(name, () =>
            {
                ProfileFile profiles = Profiles;
                DbProfile profile = profiles.Get(name);
                if (IsToBeDone(Messages.RemoveProfile.With(profile, profiles.Path)) && !profiles.Remove(name))
                {
                    throw DbError.ProfileNotFound(name, profiles.Path, profiles.Read().Select(profile => profile.Name));
                }
            });
        }
    }
}
