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
    // So many letters may be wrong in a name that is still meant.
    private const int MostEdits = 3;

    /// <summary>The warning; null for a region that is known, and where none are.</summary>
    /// <param name="service">The service.</param>
    /// <param name="region">The region, or null.</param>
    public static string? Warning(DbServiceInfo service, string? region)
    {
        if (region is null || service.Regions.Count == 0 || service.Regions.Contains(region, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        string what = service.Provider == "QingCloud" ? Messages.Zone : Messages.Region;
        string? meant = (from known in service.Regions
                         let edits = Nearest.Edits(region, known)
                         where edits <= MostEdits && edits < known.Length / 2
                         orderby edits
                         select known).FirstOrDefault();
        return meant is null
            ? Messages.RegionUnknown.With(what, region, service.Service, string.Join(", ", service.Regions))
            : Messages.RegionUnknownNear.With(what, region, service.Service, meant);
    }
}
