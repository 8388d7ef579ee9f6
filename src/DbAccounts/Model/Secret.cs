using System;
using System.Runtime.InteropServices;
using System.Security;

namespace DbAccounts.Model;

/// <summary>A password or key. It prints as <c>***</c>; its text leaves only through <see cref="Reveal{T}"/>.</summary>
public sealed class Secret
{
    /// <summary>What is shown in place of any secret.</summary>
    public const string Mask = "***";

    private readonly SecureString _value;

    /// <summary>Wraps a secure string; a copy is kept, so the caller may dispose of its own.</summary>
    public Secret(SecureString value)
    {
        _value = (value ?? throw new ArgumentNullException(nameof(value))).Copy();
        _value.MakeReadOnly();
    }

    /// <summary>Wraps plain text.</summary>
    public static Secret From(string plainText)
    {
        if (plainText is null)
        {
            throw new ArgumentNullException(nameof(plainText));
        }

        using var secure = new SecureString();
        foreach (char c in plainText)
        {
            secure.AppendChar(c);
        }

        return new Secret(secure);
    }

    /// <summary>The number of characters.</summary>
    public int Length => _value.Length;

    /// <summary>Hands the plain text to <paramref name="use"/>, which must not keep it.</summary>
    public T Reveal<T>(Func<string, T> use)
    {
        if (use is null)
        {
            throw new ArgumentNullException(nameof(use));
        }

        IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(_value);
        try
        {
            return use(Marshal.PtrToStringUni(text, _value.Length));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    /// <summary>A copy as a secure string, for PSCredential.</summary>
    public SecureString ToSecureString() => _value.Copy();

    /// <summary>Always <see cref="Mask"/>.</summary>
    public override string ToString() => Mask;
}
