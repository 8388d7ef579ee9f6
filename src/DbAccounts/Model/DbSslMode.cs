namespace DbAccounts.Model;

/// <summary>How a connection to a SQL server is protected, in the words of MySqlConnector.</summary>
public enum DbSslMode : long
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By TLS where the server has it, else not at all.</summary>
    Preferred,

    /// <summary>By TLS, whoever the server is.</summary>
    Required,

    /// <summary>By TLS, and the server's certificate must be of a trusted authority.</summary>
    VerifyCA,

    /// <summary>By TLS, and the certificate must be of a trusted authority and of the server's name.</summary>
    VerifyFull,
}
