namespace DbAccounts.Model;

/// <summary>What requests are signed with: a key pair, a token, or both (temporary keys).</summary>
/// <param name="KeyId">The public half: QingCloud access_key_id, Huawei Cloud AK, Tencent Cloud SecretId.</param>
/// <param name="SecretKey">The secret half.</param>
/// <param name="Token">
/// QingCloud: the IAM token. Huawei Cloud: with a key pair its security token, alone an IAM user token.
/// Tencent Cloud: the token of temporary keys.
/// </param>
public sealed record DbCredential(string? KeyId, Secret? SecretKey, Secret? Token = null)
{
    /// <summary>Nothing at all.</summary>
    internal static DbCredential None { get; } = new(null, null);

    /// <summary>True when nothing was given.</summary>
    internal bool IsEmpty => string.IsNullOrEmpty(KeyId) && SecretKey is null or { Length: 0 } && Token is null;

    /// <summary>True when both halves of a key pair are there.</summary>
    internal bool IsPair => this is { KeyId.Length: > 0, SecretKey.Length: > 0 };

    /// <summary>True when another credential holds the same texts.</summary>
    internal bool IsSameAs(DbCredential other) =>
        KeyId == other.KeyId && AreSame(SecretKey, other.SecretKey) && AreSame(Token, other.Token);

    private static bool AreSame(Secret? one, Secret? other) =>
        one is null || other is null ? one is null && other is null : one.Reveal(text => other.Reveal(otherText => text == otherText));
}
