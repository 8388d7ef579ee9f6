using System;
using System.Threading.Tasks;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>An IAM user's name and password, good for tokens of the project that last a day.</summary>
/// <param name="user">Where name and password come from.</param>
/// <param name="domain">The name of the account that the user belongs to.</param>
/// <param name="address">Another address of IAM; null for the one beside the instance's.</param>
internal sealed class IamPassword(CredentialSource user, string domain, Uri? address) : CredentialSource
{
    private readonly CredentialSource _user = user;

    /// <inheritdoc/>
    public override string Description => Messages.SourceIamPassword.With(domain, _user.Description);

    /// <inheritdoc/>
    public override string Name => $"{_user.Name} of {domain}";

    /// <inheritdoc/>
    public override DbCredential? Known => null;

    /// <inheritdoc/>
    public override bool IsSameAs(CredentialSource other) =>
        Name == other.Name && other is IamPassword same && _user.IsSameAs(same._user);

    /// <summary>A token. Name and password that IAM refuses are looked for once more, like any other credential.</summary>
    public override async Task<DbCredential> GetAsync(InstanceAddress instance, CallContext context)
    {
        DbCredential login = await _user.GetAsync(instance, context).ConfigureAwait(false);
        try
        {
            return await Token(login, instance, context).GetAsync(instance, context).ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.AuthenticationFailed)
        {
            if (!await _user.RenewAsync(login, instance, context).ConfigureAwait(false))
            {
                throw;
            }
        }

        login = await _user.GetAsync(instance, context).ConfigureAwait(false);
        return await Token(login, instance, context).GetAsync(instance, context).ConfigureAwait(false);
    }

    /// <summary>A token that was refused is replaced once, whatever the name and password are by now.</summary>
    public override async Task<bool> RenewAsync(DbCredential refused, InstanceAddress instance, CallContext context)
    {
        Token(await _user.GetAsync(instance, context).ConfigureAwait(false), instance, context).Forget(refused);
        return true;
    }

    private IamToken Token(DbCredential login, InstanceAddress instance, CallContext context) => login.IsPair
        ? IamToken.Of(new IamLogin(instance, Address(instance), domain, login) { Source = Description }, context)
        : throw DbError.InvalidInput(Messages.IamUserUnusable.With(_user.Description), Messages.IamUserUnusableAdvice);

    // A password must not be sent to the public cloud when the instance stands elsewhere.
    private Uri Address(InstanceAddress instance)
    {
        Uri service = instance.Endpoint;
        return SafeEndpoint.Require(
            address is not null ? address
            : service.IsLoopback ? new Uri(service, "/")
            : service.Host.StartsWith("ddm.", StringComparison.Ordinal) ? new Uri($"https://iam.{service.Host.Substring("ddm.".Length)}")
            : throw DbError.ConnectionNeeds(
                instance.Key.Service, Messages.NeedsIamAddress, Messages.NeedsIamAddressAdvice));
    }
}
