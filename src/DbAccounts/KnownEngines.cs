using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Engines.Cloud.QingCloud;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Engines.Sql.MySql;

namespace DbAccounts;

/// <summary>The engines that there are. A new one is added here: nothing else in the engine knows them all.</summary>
internal static class KnownEngines
{
    /// <summary>Enters them into the catalogue, before anything else of the assembly is used.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The catalogue must not depend on the engines that depend on it.")]
    internal static void Enter() => ServiceCatalog.Enter(() =>
    [
        new MySqlPlusEngine(),
        new MySqlPlusAnalysisEngine(),
        new ChronusDbEngine(),
        new DdmEngine(),
        new TencentMySqlEngine(),
        new MySqlEngine(),
    ]);
}
