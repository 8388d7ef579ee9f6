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
    /// <summary>The connection that an instance of a document means.</summary>
    /// <exception cref="DbAccountsException">It is not connected, or its profile can't be.</exception>
    public static DbInstance Resolve(DbSession session, AccessInstance instance)
    {
        var place = new Belonging(instance.Service, instance.InstanceId, instance.Endpoint);
        if (instance.Profile is not { } name)
        {
            return session.Resolve(place);
        }

        DbProfile profile = ProfileFile.OfUser(HostEnvironment.Process).Get(name);
        var own = new Belonging(
            profile.Service, profile.InstanceId, profile.Endpoint is null ? null : DbInstanceName.EndpointText(profile.Endpoint));
        if (!session.Instances.Any(own.Fits))
        {
            session.Connect(DbInstance.Connect(profile.Options()), makeDefault: false);
        }

        DbInstance connected = session.Resolve(own);
        return place.Fits(connected) ? connected : throw DbError.InvalidInput(
            Messages.DocumentProfileOfOther.With(place, name, connected),
            Messages.DocumentProfileOfOtherAdvice);
    }

    /// <summary>The instances that are named, each once; the default where none is.</summary>
    /// <exception cref="DbAccountsException">One is not connected.</exception>
    public static IReadOnlyList<DbInstance> Named(DbSession session, DbInstanceReference[]? named) => named is null
        ? [session.Resolve(Belonging.Nowhere)]
        : [.. named.SelectMany(one => one.IsPattern
                ? one.ResolveAll(session, Belonging.Nowhere, null)
                : [() => one.Resolve(session, Belonging.Nowhere, isOfRecord: false, null)])
            .Select(find => find()).Distinct()];
}
