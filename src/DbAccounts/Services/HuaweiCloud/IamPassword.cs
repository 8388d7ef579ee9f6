using System;
using System.Threading.Tasks;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Services.HuaweiCloud;

/// <summary>An IAM user's name and password, good for tokens of the project that last a day.</summary>
/// <param name="user">Where name and password come from.</param>
/// <param name="domain">The name of the account that the user belongs to.</param>
/// <param name="address">Another address of IAM; null for the one beside the instance's.</param>
internal sealed class IamPassword(CredentialSource user, string domain, Uri? address) : CredentialSource
{
    /// <inheritdoc/>
    public override string Description => $"an IAM token of the domain '{domain}' for {user.Description}";

    /// <inheritdoc/>
    public override DbCredential? Known => null;

    /// <inheritdoc/>
    public override async Task<DbCredential> GetAsync(DbInstance instance, CallContext context)
    {
        DbCredential password = await user.GetAsync(instance, context).ConfigureAwait(false);
        if (!password.IsPair)
        {
            throw DbError.InvalidInput($"{user.Description} holds no name and password of an IAM user.");
        }

        return await IamToken.Of(new IamLogin(instance, Address(instance), domain, password), context).GetAsync(instance, context).ConfigureAwait(false);
    }

    /// <summary>IAM says itself when name or password are wrong; a refused token is replaced once.</summary>
    public override async Task<bool> RenewAsync(DbCredential refused, DbInstance instance, CallContext context)
    {
        DbCredential password = await user.GetAsync(instance, context).ConfigureAwait(false);
        await IamToken.Of(new IamLogin(instance, Address(instance), domain, password), context).ForgetAsync(refused, context).ConfigureAwait(false);
        return true;
    }

    // A password must not be sent to the public cloud when the instance stands elsewhere.
    private Uri Address(DbInstance instance)
    {
        Uri service = instance.Endpoint;
        return DbInstance.RequireSafe(
            address is not null ? address
            : service.IsLoopback ? new Uri(service, "/")
            : service.Host.StartsWith("ddm.", StringComparison.Ordinal) ? new Uri($"https://iam.{service.Host.Substring("ddm.".Length)}")
            : throw DbError.ConnectionIncomplete(instance.Service, "the address of IAM, which can't be told from the endpoint (HUAWEICLOUD_SDK_IAM_ENDPOINT)"));
    }
}
