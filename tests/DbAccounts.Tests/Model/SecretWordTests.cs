using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>A short secret is masked as a word, so that it does not shred the words around it; a long one wherever it stands.</summary>
public sealed class SecretWordTests
{
    [Theory]
    [InlineData("Unable to connect", "ab", "Unable to connect")]
    [InlineData("Unable to connect", "o", "Unable to connect")]
    [InlineData("ERROR 1045 (28000): no", "4", "ERROR 1045 (28000): no")]
    [InlineData("near 'ab' at line 1", "ab", "near '***' at line 1")]
    [InlineData("(ab)", "ab", "(***)")]
    [InlineData("ab", "ab", "***")]
    [InlineData("cab ab_ ab1 äab ab", "ab", "cab ab_ ab1 äab ***")]
    [InlineData("x!y", "!", "x***y")]
    [InlineData("my1234567", "1234567", "my1234567")]
    [InlineData("my12345678", "12345678", "my***")]
    [InlineData("nothing", "", "nothing")]
    [InlineData("a.b a+b", "a.b", "*** a+b")]
    public void ShortSecretsAreWords(string text, string secret, string shown) => Assert.Equal(shown, SecretWord.Hide(text, secret));
}
