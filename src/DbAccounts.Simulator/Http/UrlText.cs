using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace DbAccounts.Simulator.Http;

/// <summary>Percent-encoding as the services canonicalise it (RFC 3986), and its opposite.</summary>
internal static class UrlText
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    /// <summary>Encodes all but unreserved characters; hex digits are upper case.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length * 2);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (Unreserved.IndexOf((char)b) >= 0)
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes percent-encoded UTF-8; a percent sign that begins no code stands for itself.</summary>
    public static string Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isCode = bytes[i] == '%' && i + 2 < bytes.Length && HexValue(bytes[i + 1]) >= 0 && HexValue(bytes[i + 2]) >= 0;
            bytes[length++] = isCode ? (byte)((HexValue(bytes[i + 1]) << 4) | HexValue(bytes[i + 2])) : bytes[i];
            i += isCode ? 2 : 0;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>The pairs of a query or form, decoded, in their order; a plus sign is a space.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParseQuery(string query) =>
    [
        .. from pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries)
           let sign = pair.IndexOf('=')
           let name = sign < 0 ? pair : pair.Substring(0, sign)
           let value = sign < 0 ? "" : pair.Substring(sign + 1)
           select new KeyValuePair<string, string>(Decode(name.Replace('+', ' ')), Decode(value.Replace('+', ' '))),
    ];

    private static int HexValue(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
