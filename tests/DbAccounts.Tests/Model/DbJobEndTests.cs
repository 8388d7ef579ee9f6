using System;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>When a job ended is said where somebody saw it, or the service tells it, and nowhere else.</summary>
public sealed class DbJobEndTests
{
    [Theory]
    [InlineData(3.0, null, true)]
    [InlineData(7.0, null, false)]
    [InlineData(600.0, 3.0, true)]
    [InlineData(600.0, 140.0, true)]
    [InlineData(600.0, 160.0, false)]
    [InlineData(null, null, false)]
    [InlineData(null, 3.0, true)]
    public void An_end_is_known_where_it_was_watched(double? sentSecondsAgo, double? lookedSecondsAgo, bool isKnown)
    {
        var job = new DbJob { Id = "j-1", SubmittedAt = Ago(sentSecondsAgo), CheckedAt = Ago(lookedSecondsAgo) };
        DbJob ended = job.With(DbJobState.Succeeded, null, null, null);
        Assert.Equal(isKnown, ended.CompletedAt is not null);
        Assert.NotNull(ended.CheckedAt);

        // Looked at once more it is what it was: the end came before the first look that saw it.
        DbJob again = ended.With(DbJobState.Succeeded, null, null, null);
        Assert.Equal(ended.CompletedAt, again.CompletedAt);
        if (!isKnown)
        {
            Assert.Equal(ended.CheckedAt, again.CheckedAt);
        }
    }

    [Fact]
    public void What_was_answered_at_once_ended_then() =>
        Assert.NotNull(new DbJob { SubmittedAt = Ago(30) }.With(DbJobState.Succeeded, null, null, null).CompletedAt);

    [Theory]
    [InlineData(-200, -100)]
    [InlineData(-50, -50)]
    [InlineData(100, 0)]
    public void The_services_word_is_taken_within_what_can_be(int toldSeconds, int expectedSeconds)
    {
        DateTime now = DateTime.UtcNow;
        var job = new DbJob { Id = "j-1", SubmittedAt = now.AddSeconds(-100) };
        DateTime end = job.With(DbJobState.Failed, null, null, null, now.AddSeconds(toldSeconds)).CompletedAt!.Value;
        Assert.InRange((end - now).TotalSeconds, expectedSeconds, expectedSeconds + 2);
        Assert.True(end >= job.SubmittedAt);
    }

    private static DateTime? Ago(double? seconds) => seconds is { } some ? DateTime.UtcNow.AddSeconds(-some) : null;
}
