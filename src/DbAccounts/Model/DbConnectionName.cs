namespace DbAccounts.Model;

/// <summary>What tells a connection from another one. It holds no secret, so what came through a connection may keep it.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Region">The region; on QingCloud the zone.</param>
/// <param name="ProjectId">Huawei Cloud: the project.</param>
/// <param name="Credential">The public half of the key, or the source of what has none.</param>
/// <param name="SslMode">SQL servers: how the connection is protected.</param>
/// <param name="SslCa">SQL servers: the certificates that are trusted.</param>
internal sealed record DbConnectionName(
    DbInstanceName Instance, string? Region, string? ProjectId, string Credential, DbSslMode? SslMode, string? SslCa);
