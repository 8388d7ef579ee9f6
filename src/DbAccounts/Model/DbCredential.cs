namespace DbAccounts.Model;

/// <summary>What requests are signed with: a key pair, a token, or both (temporary keys).</summary>
/// <param name="KeyId">The public half: QingCloud access_key_id, Huawei Cloud AK, Tencent Cloud SecretId.</param>
/// <param name="SecretKey">The secret half.</param>
/// <param name="Token">
/// QingCloud: the IAM token. Huawei Cloud: with a key pair its security token, alone an IAM user token.
/// Tencent Cloud: the token of temporary keys.
/// </param>
public sealed record DbCredential(string? KeyId, Secret? SecretKey, Secret? Token = null);
