using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Input;

/// <summary>
/// Keeps a property that throws from ending a pipeline. PowerShell reads what is named like a parameter while it binds a record, where no
/// command can catch the error; so such a property is covered by one that says what went wrong, until the record has had its turn.
/// </summary>
internal static class ThrowingProperties
{
    private static readonly ConditionalWeakTable<object, List<(string Name, PSMemberInfo? Own)>> _covered = new();

    /// <summary>Covers the properties of a record that throw.</summary>
    /// <param name="members">What was read of it.</param>
    public static void Cover(Row? members)
    {
        if (members is not { HasUnreadable: true, Origin: PSObject row } || !MayThrow(row))
        {
            return;
        }

        foreach (UnreadableMember unreadable in members.UnreadableMembers)
        {
            PSMemberInfo? member = row.Members[unreadable.Name];
            PSMemberInfo? own = member is { IsInstance: true } and not PSProperty ? member : null;
            if (own is not null)
            {
                row.Members.Remove(unreadable.Name);
            }

            row.Members.Add(new PSNoteProperty(unreadable.Name, unreadable));
            _covered.GetOrCreateValue(row.BaseObject).Add((unreadable.Name, own));
        }
    }

    /// <summary>Takes the covers away.</summary>
    public static void Uncover(object? record)
    {
        if (record is not PSObject row || !_covered.TryGetValue(row.BaseObject, out List<(string Name, PSMemberInfo? Own)> covered))
        {
            return;
        }

        _covered.Remove(row.BaseObject);
        foreach ((string name, PSMemberInfo? own) in covered)
        {
            row.Members.Remove(name);
            if (own is not null)
            {
                row.Members.Add(own);
            }
        }
    }

    private static bool MayThrow(PSObject row) => row.BaseObject is PSCustomObject
        ? row.Properties.Any(property => property.MemberType != PSMemberTypes.NoteProperty)
        : row.BaseObject.GetType().Assembly != typeof(DbAccount).Assembly;
}
