using System.Collections.Generic;
using System.Linq;
using DbAccounts.Credentials;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Profiles;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>Finds the connections that a document's instances mean; one that names a profile is connected by it.</summary>
internal static class DocumentInstances
{
    /// <summary>The connection that an instance of a document means; none where it is not among those that are named.</summary>
    /// <param name="session">What is connected.</param>
    /// <param name="instance">The instance of the document.</param>
    /// <param name="named">The instances that -Instance names; null for none.</param>
    /// <exception cref="DbAccountsException">It is not connected, several are what the document says, or its profile can't be connected.</exception>
    public static IReadOnlyList<DbInstance> Resolve(DbSession session, AccessInstance instance, IReadOnlyList<DbInstance>? named)
    {
        var place = new Belonging(instance.Service, instance.InstanceId, instance.Endpoint);
        if (instance.Profile is not { } name)
        {
            return Resolve(session, place, named);
        }

        DbProfile profile = ProfileFile.OfUser(HostEnvironment.Process).Get(name);
        var own = new Belonging(
            profile.Service, profile.InstanceId, profile.Endpoint is null ? null : DbInstanceName.EndpointText(profile.Endpoint));
        if (!session.Instances.Any(own.Fits))
        {
            session.Connect(DbInstance.Connect(profile.Options()), makeDefault: false);
        }

        IReadOnlyList<DbInstance> connected = Resolve(session, own, named);
        return connected.FirstOrDefault(one => !place.Fits(one)) is { } other
            ? throw DbError.InvalidInput(Messages.DocumentProfileOfOther.With(place, name, other), Messages.DocumentProfileOfOtherAdvice)
            : connected;
    }

    // Which of several happens to be the default is no matter of a document.
    private static DbInstance[] Resolve(DbSession session, Belonging place, IReadOnlyList<DbInstance>? named)
    {
        DbInstance[] fitting = [.. session.Instances.Where(place.Fits)];
        if (fitting.Length == 0 || (named is null && HaveOneName(fitting)))
        {
            return [session.Resolve(place)];
        }

        DbInstance[] meant = [.. (named ?? fitting).Where(place.Fits)];
        return HaveOneName(meant) ? [.. meant.Take(1)]
            : throw DbError.DocumentInstanceAmbiguous(place.ToString(), [.. meant.Select(one => Belonging.Of(one).ToString()).Distinct()]);
    }

    private static bool HaveOneName(DbInstance[] instances) => instances.Select(one => one.Key).Distinct().Count() < 2;

    /// <summary>The instances that are named, each once; the default where none is.</summary>
    /// <exception cref="DbAccountsException">One is not connected.</exception>
    public static IReadOnlyList<DbInstance> Named(DbSession session, DbInstanceReference[]? named) => named is null
        ? [session.Resolve(Belonging.Nowhere)]
        : [.. named.SelectMany(one => one.IsPattern
                ? one.ResolveAll(session, Belonging.Nowhere, null)
                : [() => one.Resolve(session, Belonging.Nowhere, isOfRecord: false, null)])
            .Select(find => find()).Distinct()];
}
