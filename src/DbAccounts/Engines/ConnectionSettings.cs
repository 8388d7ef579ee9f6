using System;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines;

/// <summary>What can be judged of a connection before anything is looked up: the same for one that is made and one that is stored.</summary>
internal static class ConnectionSettings
{
    private static readonly Regex _region = new(@"\A[A-Za-z0-9-]*\z", RegexOptions.CultureInvariant);

    /// <summary>The settings as the service writes them, without a project where it has none.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">What is given.</param>
    /// <param name="warning">Takes what is passed over, in words.</param>
    /// <exception cref="DbAccountsException">One has no meaning for the service, or can't be.</exception>
    public static DbInstanceOptions Checked(IDbEngine service, DbInstanceOptions options, Action<string>? warning)
    {
        if (options.Endpoint is { } endpoint)
        {
            SafeEndpoint.WithoutLogin(endpoint);
        }

        string[] notTaken = [.. service.NotTaken(options)];
        if (notTaken.Length > 0)
        {
            throw DbError.SettingNotTaken(service.Info.Service, notTaken, service.Credentials.NamesInstances);
        }

        bool hasProject = options.ProjectId is null || service.Credentials.HasProjects;
        if (!hasProject)
        {
            warning?.Invoke(Messages.ConnectSettingNotUsed.With(service.Info.Service, nameof(options.ProjectId)));
        }

        DbInstanceOptions used = options with
        {
            Service = service.Info.Service,
            ProjectId = hasProject ? options.ProjectId : null,
            // The documents know one spelling, and requests are compared with it.
            Region = service.Info.Regions.FirstOrDefault(known => string.Equals(known, options.Region, StringComparison.OrdinalIgnoreCase))
                ?? options.Region,
        };
        Require(service.Info, used);
        return used;
    }

    /// <summary>Refuses what can't be a part of an address, as the region becomes, or of headers, as the project does.</summary>
    /// <exception cref="DbAccountsException">One of them can't.</exception>
    public static void Require(DbServiceInfo service, DbInstanceOptions options)
    {
        if (options.Region is { } region && !_region.IsMatch(region))
        {
            throw DbError.InvalidInput(
                service.Provider == "QingCloud" ? Messages.ZoneForm.With(region) : Messages.RegionForm.With(region),
                Messages.RegionFormAdvice.With(service.Regions is [var first, ..] ? first : "pek3"));
        }

        if (options.ProjectId is { } project && !HeaderText.IsMatch(project))
        {
            throw DbError.InvalidInput(Messages.ProjectIdForm.With(HeaderText.Words), Messages.ProjectIdFormAdvice);
        }
    }
}
