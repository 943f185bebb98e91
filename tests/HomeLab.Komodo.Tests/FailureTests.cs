using HomeLab.Simulators.Faults;

namespace HomeLab.Komodo.Tests;

public class FailureTests
{
    [Theory]
    [InlineData(FaultEffect.Outage, 0, FaultBody.Json, KomodoFailure.Unavailable)]
    [InlineData(FaultEffect.TruncatedAnswer, 0, FaultBody.Json, KomodoFailure.Unavailable)]
    [InlineData(FaultEffect.Status, 401, FaultBody.Json, KomodoFailure.KeyRefused)]
    [InlineData(FaultEffect.Status, 403, FaultBody.Html, KomodoFailure.Forbidden)]
    [InlineData(FaultEffect.Status, 404, FaultBody.Html, KomodoFailure.NotFound)]
    [InlineData(FaultEffect.Status, 429, FaultBody.Json, KomodoFailure.TooMany)]
    [InlineData(FaultEffect.Status, 500, FaultBody.Json, KomodoFailure.Failed)]
    [InlineData(FaultEffect.Status, 502, FaultBody.Html, KomodoFailure.Unavailable)]
    [InlineData(FaultEffect.Status, 200, FaultBody.Html, KomodoFailure.Unreadable)]
    [InlineData(FaultEffect.Status, 200, FaultBody.Truncated, KomodoFailure.Unreadable)]
    public async Task A_failure_is_of_its_kind_and_names_the_call(FaultEffect effect, int status, FaultBody body, KomodoFailure expected)
    {
        await using var core = await SimulatedCore.StartAsync();
        using var client = core.Client();
        core.Host.Faults.Add(new FaultRule { Effect = effect, System = "komodo", Path = "/lab/read/ListStacks", Status = status == 0 ? 503 : status, Body = body });

        var failure = await Assert.ThrowsAsync<KomodoException>(() => client.ListStacksAsync(default));

        Assert.Equal(expected, failure.Failure);
        Assert.StartsWith("Failed to list the stacks: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SimulatedCore.Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(await client.ListServersAsync(default));
    }

    [Theory]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task A_key_that_is_refused_is_told_without_its_secret(string version)
    {
        await using var core = await SimulatedCore.StartAsync(version);
        using var client = core.Client(new KomodoKey(SimulatedCore.Key, "S-a-secret-that-is-not-it"));

        var failure = await Assert.ThrowsAsync<KomodoException>(() => client.GetVersionAsync(default));

        Assert.Equal((KomodoFailure.KeyRefused, 401), (failure.Failure, failure.Status));
        Assert.DoesNotContain("S-a-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_repeats_the_secret_is_not_repeated()
    {
        await using var core = await SimulatedCore.StartAsync();
        using var client = core.Client();
        core.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Status = 500, Message = $"<b>cannot</b> use {SimulatedCore.Secret} of {SimulatedCore.Key}" });

        var failure = await Assert.ThrowsAsync<KomodoException>(() => client.ListStacksAsync(default));

        Assert.Equal("Failed to list the stacks: cannot use (secret) of (key) (500).", failure.Message);
    }

    [Theory]
    [InlineData("", "S-secret")]
    [InlineData("K-key", "two words")]
    public async Task A_key_that_is_none_is_not_sent(string key, string secret)
    {
        await using var core = await SimulatedCore.StartAsync();
        using var client = core.Client(new KomodoKey(key, secret));

        Assert.Equal(KomodoFailure.KeyRefused, (await Assert.ThrowsAsync<KomodoException>(() => client.ListStacksAsync(default))).Failure);
        Assert.Empty(core.Host.Requests.Entries);
    }

    [Fact]
    public async Task The_key_is_not_sent_in_clear_text()
    {
        using var client = SimulatedCore.Client(new Uri("http://komodo.example.org:9120"));

        var failure = await Assert.ThrowsAsync<KomodoException>(() => client.ListStacksAsync(default));

        Assert.Equal(KomodoFailure.KeyRefused, failure.Failure);
        Assert.Contains("https", failure.Message, StringComparison.Ordinal);
    }
}
