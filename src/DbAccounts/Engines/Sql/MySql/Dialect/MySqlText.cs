using System.Security.Cryptography;
using System.Text;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql.Dialect;

/// <summary>
/// Names and values as statements hold them. Each connection sets the modes that this relies on: backslashes escape, double quotes are no
/// quotes of names, the character set is utf8mb4.
/// </summary>
internal static class MySqlText
{
    /// <summary>The host of an account that is named without one: it may come from everywhere.</summary>
    public const string AnyHost = "%";

    /// <summary>A name of an object.</summary>
    public static string Name(string name) => $"`{name.Replace("`", "``")}`";

    /// <summary>A text.</summary>
    public static string Literal(string text) =>
        $"'{text.Replace("\\", "\\\\").Replace("'", "''").Replace("\0", "\\0")}'";

    /// <summary>An account: both halves are quoted by themselves.</summary>
    public static string Account(string name, string host) => $"{Literal(name)}@{Literal(host)}";

    /// <summary>An account; without a host it is the one that may come from everywhere.</summary>
    public static string Account(DbAccountIdentity account) => Account(account.Name, account.Host ?? AnyHost);

    /// <summary>What <c>mysql_native_password</c> keeps of a password: the hash of its hash, as the function PASSWORD gives it.</summary>
    public static string NativeHash(string password)
    {
#pragma warning disable CA5350, CA1850 // The server's own form; .NET Standard has no other call.
        using var sha1 = SHA1.Create();
        byte[] hash = sha1.ComputeHash(sha1.ComputeHash(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350, CA1850
        var text = new StringBuilder("*");
        foreach (byte one in hash)
        {
            text.Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
