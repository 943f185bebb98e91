using System.Net.Http.Headers;
using k8s;
using k8s.Authentication;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

public class AuthenticationTests
{
    [Fact]
    public async Task Sends_a_name_and_a_password()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client(config => (config.Username, config.Password) = ("admin", "pass:wörd"));

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal("Basic YWRtaW46cGFzczp3w7ZyZA==", server.Last.Authorization);
    }

    [Fact]
    public async Task Asks_a_provider_before_anything_else()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client(config => (config.TokenProvider, config.AccessToken) = (new Counting(), "not this"));

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");
        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal(["Bearer 1", "Bearer 2"], server.All.Select(asked => asked.Authorization));
    }

    [Fact]
    public async Task Sends_nothing_where_nothing_is_known()
    {
        await using var server = await FakeApiServer.StartAsync();
        using var client = server.Client();

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Null(server.Last.Authorization);
    }

    sealed class Counting : ITokenProvider
    {
        int _calls;

        public Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new AuthenticationHeaderValue("Bearer", $"{++_calls}"));
    }
}
