using System;
using System.IO;
using System.Reflection;
using DbAccounts.Errors;

namespace DbAccounts.Engines.Sql;

/// <summary>
/// Finds the drivers, when a SQL instance is first connected: in a load context of their own, so that other modules may have other versions
/// of the same assemblies. On .NET Framework, which has none, by their files.
/// </summary>
/// <remarks>
/// They stand in the folder <c>sql</c> beside this assembly. A program in C# may refer to them as to any other assembly: then they stand
/// beside this one.
/// </remarks>
internal static class SqlDrivers
{
    private const string Name = "DbAccounts.Sql";
    private static readonly Lazy<ISqlDriver> _mySql = new(() => Make("MySqlDriver"));

    /// <summary>The driver of MySQL and MariaDB.</summary>
    /// <exception cref="DbAccountsException">It is not there.</exception>
    public static ISqlDriver MySql => _mySql.Value;

    private static ISqlDriver Make(string driver)
    {
        string beside = Path.GetDirectoryName(typeof(SqlDrivers).Assembly.Location) ?? "";
        Type? context = Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader");
        string folder = context is null ? Path.Combine(beside, "sql", "desktop") : Path.Combine(beside, "sql");
        try
        {
            Assembly assembly = !File.Exists(Path.Combine(folder, Name + ".dll")) ? Assembly.Load(Name)
                : context is null ? Assembly.LoadFrom(Path.Combine(folder, Name + ".dll"))
                : LoadApart(context, folder);
            return (ISqlDriver)Activator.CreateInstance(assembly.GetType($"{Name}.{driver}", throwOnError: true));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException)
        {
            throw DbError.DriverNotFound(folder, e);
        }
    }

    // All of them are loaded at once: what a context has itself, it never asks the default one for.
    private static Assembly LoadApart(Type contextType, string folder)
    {
        object context = Activator.CreateInstance(contextType, Name, false);
        MethodInfo load = contextType.GetMethod("LoadFromAssemblyPath", [typeof(string)]);
        Assembly? driver = null;
        foreach (string file in Directory.GetFiles(folder, "*.dll"))
        {
            var assembly = (Assembly)load.Invoke(context, [file]);
            driver = Path.GetFileNameWithoutExtension(file) == Name ? assembly : driver;
        }

        return driver!;
    }
}
