using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// Tells a region that no document names. It may be new, so it is used as it is; mistyped, the first request would fail without a word of it.
/// </summary>
internal static class KnownRegions
{
    /// <summary>The warning; null for a region that is known, and where none are.</summary>
    /// <param name="service">The service.</param>
    /// <param name="region">The region, or null.</param>
    public static string? Warning(DbServiceInfo service, string? region)
    {
        if (region is null || service.Regions.Count == 0 || service.Regions.Contains(region, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        string what = service.Provider == "QingCloud" ? Messages.ZoneWord : Messages.RegionWord;
        return Nearest.Of(region, service.Regions) is { } meant
            ? Messages.RegionNotDocumentedNear.With(what, region, service.Service, meant)
            : Messages.RegionNotDocumented.With(what, region, service.Service, string.Join(", ", service.Regions));
    }
}
