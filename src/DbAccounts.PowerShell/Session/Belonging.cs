using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>Where an object or row says that it belongs. What it doesn't say is null, and fits every instance.</summary>
/// <param name="Service">The service.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Endpoint">The address, as <see cref="DbInstanceName.EndpointText"/> writes it.</param>
internal sealed record Belonging(string? Service = null, string? InstanceId = null, string? Endpoint = null)
{
    /// <summary>What says nothing: the session's default is meant.</summary>
    public static Belonging Nowhere { get; } = new();

    /// <summary>The region, which takes no part in finding an instance; the call that connects one needs it.</summary>
    public string? Region { get; init; }

    /// <summary>The connection that it came through, where that was in this process.</summary>
    public DbConnectionName? Connection { get; init; }

    /// <summary>An instance that is no connection of this session and names one; null for anything else.</summary>
    public DbInstance? Named { get; init; }

    /// <summary>Reads an id, <c>service/id</c>, or a service; a blank text says nothing.</summary>
    public static Belonging Read(string? text)
    {
        if (TextValue.OrNull(text) is not { } named)
        {
            return Nowhere;
        }

        // What begins with a slash is the path of a socket.
        string[] parts = named.Split(['/'], 2);
        return parts.Length == 2 && parts[0].Length > 0 ? new Belonging(parts[0], parts[1])
            : ServiceCatalog.All.Any(known => string.Equals(known.Info.Service, named, StringComparison.OrdinalIgnoreCase))
                ? new Belonging(named)
                : new Belonging(null, named);
    }

    /// <summary>Of any object: those of the model, rows of every kind, null and texts.</summary>
    /// <param name="origin">The object.</param>
    /// <param name="members">What was read of it, where that was.</param>
    /// <exception cref="DbAccountsException">A row's address can't be read.</exception>
    public static Belonging Of(object? origin, Row? members = null) => origin.Plain() switch
    {
        null or string => Nowhere,
        DbAccount account => Told(account.Service, account.InstanceId, account.Endpoint) with { Connection = account.Connection },
        DbPrivilege held => Told(held.Service, held.InstanceId, held.Endpoint) with { Connection = held.Connection },
        DbAccess access => Told(access.Service, access.InstanceId, access.Endpoint),
        DbJob job => Told(job.Service, job.InstanceId, job.Endpoint) with
        {
            Connection = job.Connection,
            Region = TextValue.OrNull(job.Region),
        },
        DbInstance instance => new Belonging(instance.Service, instance.InstanceId, instance.Key.Endpoint)
        {
            Connection = instance.IsConnected ? instance.Connection : null,
            Named = instance.IsConnected ? null : instance,
            Region = instance.Region,
        },
        _ => (members ?? Row.Of(origin)) is { } row ? Told(row.Text("Service"), row.Text("InstanceId"), row.Text("Endpoint")) : Nowhere,
    };

    /// <summary>Of an account: what it was read from says more than it does.</summary>
    /// <exception cref="DbAccountsException">A row's address can't be read.</exception>
    public static Belonging Of(DbAccountReference account)
    {
        Belonging origin = account.PlacedBy is { } beside ? Of(beside) : Of(account.Origin, account.Row);
        return origin with { Service = origin.Service ?? account.Service, InstanceId = origin.InstanceId ?? account.InstanceId };
    }

    /// <summary>True for an instance that it may belong to.</summary>
    public bool Fits(DbInstance instance) =>
        (Service is null || string.Equals(Service, instance.Service, StringComparison.OrdinalIgnoreCase))
        && (InstanceId is null || string.Equals(InstanceId, instance.InstanceId, StringComparison.OrdinalIgnoreCase))
        && (Endpoint is null || Endpoint == instance.Key.Endpoint);

    /// <summary>The place in words.</summary>
    public override string ToString() => string.Concat(
        InstanceId ?? (Service is null ? Messages.AnInstance : Messages.AnInstanceOf.With(Service)),
        InstanceId is null || Service is null ? "" : $" ({Service})",
        Endpoint is null ? "" : $" at {Endpoint}");

    private static Belonging Told(string? service, string? instanceId, string? endpoint)
    {
        Belonging named = Read(instanceId);
        return named with { Service = TextValue.OrNull(service) ?? named.Service, Endpoint = Address(TextValue.OrNull(endpoint)) is { } address ? DbInstanceName.EndpointText(address) : null };
    }

    /// <summary>The address that a row names.</summary>
    /// <exception cref="DbAccountsException">It is none, or holds a login.</exception>
    public static Uri? Address(string? text) =>
        text is null ? null
        : AddressLogin.IsIn(text) ? throw DbError.EndpointWithLogin()
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Host.Length > 0 || address.Scheme == "unix") ? address
        : throw DbError.InvalidInput(Messages.EndpointForm.With(text), Messages.EndpointFormAdvice);
}
