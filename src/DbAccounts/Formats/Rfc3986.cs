using System.Globalization;
using System.Text;

namespace DbAccounts.Formats;

/// <summary>Percent-encoding as the three signatures want it: UTF-8, upper-case hex, everything but A-Z a-z 0-9 - _ . ~.</summary>
internal static class Rfc3986
{
    // Uri.EscapeDataString leaves !*'() as they are on .NET Framework, which would break the signature there.
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= (byte)'A' and <= (byte)'Z' or >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9'
                or (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
