using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Registry.Tests;

/// <summary>Against a real registry.</summary>
public sealed class RegistryClientTests
{
    [RequiresFact(Requirement.Registry)]
    public async Task Tells_which_manifest_a_tag_names_and_that_it_moved()
    {
        await using var registry = await TestRegistry.StartAsync();
        using var http = Http.Client();
        var client = new RegistryClient(http, new RegistrySettings { Host = registry.Host }, TimeProvider.System);

        var first = await registry.PushAsync("home/app", "1.2", "a");
        Assert.Equal(first, (await client.DigestAsync("home/app", "1.2", CancellationToken.None)).Digest);
        var second = await registry.PushAsync("home/app", "1.2", "b");

        Assert.NotEqual(first, second);
        Assert.Equal(new TagDigest(second, null), await client.DigestAsync("home/app", "1.2", CancellationToken.None));
    }

    [RequiresFact(Requirement.Registry)]
    public async Task Lists_tags_and_tells_what_is_not_there()
    {
        await using var registry = await TestRegistry.StartAsync();
        using var http = Http.Client();
        var client = new RegistryClient(http, new RegistrySettings { Host = registry.Host }, TimeProvider.System);
        foreach (var tag in (string[])["1.2.3", "1.3.0", "latest"])
            await registry.PushAsync("app", tag, tag);

        Assert.Equal(["1.2.3", "1.3.0", "latest"], (await client.TagsAsync("app", CancellationToken.None)).Order());
        var tagless = await Assert.ThrowsAsync<RegistryException>(() => client.DigestAsync("app", "2", CancellationToken.None));
        var nameless = await Assert.ThrowsAsync<RegistryException>(() => client.TagsAsync("other", CancellationToken.None));

        Assert.Equal((RegistryFailure.NotFound, RegistryFailure.NotFound), (tagless.Failure, nameless.Failure));
        Assert.Contains($"{registry.Host} answers 404 for app:2", tagless.Message, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.Registry)]
    public async Task A_private_registry_is_read_with_credentials_and_says_why_not_without()
    {
        await using var registry = await TestRegistry.StartAsync(isPrivate: true);
        var digest = await registry.PushAsync("app", "1", "a");
        using var http = Http.Client();

        RegistryClient With(string? password) => new(
            http, new RegistrySettings { Host = registry.Host, Credential = password is null ? null : _ => Task.FromResult(new RegistryCredential(TestRegistry.UserName, password)) },
            TimeProvider.System);

        Assert.Equal(digest, (await With(registry.Password).DigestAsync("app", "1", CancellationToken.None)).Digest);
        Assert.Equal(["1"], await With(registry.Password).TagsAsync("app", CancellationToken.None));
        var without = await Assert.ThrowsAsync<RegistryException>(() => With(null).DigestAsync("app", "1", CancellationToken.None));
        var wrong = await Assert.ThrowsAsync<RegistryException>(() => With("not-the-password").DigestAsync("app", "1", CancellationToken.None));

        Assert.Equal((RegistryFailure.Unauthorized, RegistryFailure.Unauthorized), (without.Failure, wrong.Failure));
        Assert.Contains("the lab gives none", without.Message, StringComparison.Ordinal);
        Assert.Contains("does not take the credentials", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", wrong.ToString(), StringComparison.Ordinal);
    }
}
