using System.Net;
using System.Security.Cryptography;
using System.Text;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace HomeLab.Inventory.Tests.Repositories.Observing;

public sealed class RepositoryHooksTests(ITestOutputHelper output)
{
    const string Secret = "canary-of-the-webhook";
    const string Push = """{"ref":"refs/heads/main"}""";

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("S1-1")]
    public async Task A_push_is_noticed_by_webhook_at_once_and_within_the_interval_without()
    {
        using var remote = await TestRemote.CreateAsync();
        remote.Write("a/compose.yaml", "services: {a: {image: a}}\n");
        var first = await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(Announced(remote), secrets: ("HOOK", Secret));
        await using var hooks = await StartAsync(home, remote);
        await home.RevisedAsync(first);

        var took = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            remote.Write("a/compose.yaml", $"services: {{a: {{image: 'a:{i}'}}}}\n");
            var commit = await remote.PushAsync();
            var pushed = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hooks, "home", Push, Signed(Push), $"delivery-{i}"));
            Assert.Equal("a/compose.yaml", Assert.Single((await home.RevisedAsync(commit)).Paths));
            took.Add(TimeProvider.System.GetElapsedTime(pushed));
        }
        // By polling alone each would take up to an hour.
        output.WriteLine($"From the delivery to the event: {string.Join(", ", took.Select(it => $"{it.TotalSeconds:0.00} s"))}");

        await using var polled = await ObservedRepository.StartAsync(new RepositorySpec { Name = "home", Url = remote.Url, PollInterval = TimeSpan.FromSeconds(2) });
        await polled.Source.UntilReasonAsync("");
        remote.Write("a/compose.yaml", "services: {a: {image: 'a:polled'}}\n");
        Assert.Equal(1, (await polled.RevisedAsync(await remote.PushAsync())).ObjectCount);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("S1-1")]
    public async Task Who_does_not_know_the_secret_announces_nothing_and_a_delivery_counts_once()
    {
        using var remote = await TestRemote.CreateAsync();
        remote.Write("a/compose.yaml", "services: {a: {image: a}}\n");
        var first = await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(Announced(remote), secrets: ("HOOK", Secret));
        await using var hooks = await StartAsync(home, remote);
        await home.RevisedAsync(first);
        remote.Write("a/compose.yaml", "services: {a: {image: b}}\n");
        var second = await remote.PushAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(hooks, "home", Push, Signed("another body"), "d1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(hooks, "home", Push, ("X-Hub-Signature-256", ""), "d1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(hooks, "home", Push, ("X-Hub-Signature", Signed(Push).Value), "d1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(hooks, "home", Push, ("X-Gitlab-Token", "guessed"), "d1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(hooks, "unknown", Push, Signed(Push), "d1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(hooks, "silent", Push, Signed(Push), "d1"));
        Assert.Equal(0, await home.Source.Database.QueryAsync<int>("SELECT count(*) FROM repository_announcement"));
        Assert.Empty(await home.TakeAsync());

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hooks, "home", Push, Signed(Push), "d1"));
        Assert.Equal(second, (await home.RevisedAsync(second)).Commit);
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hooks, "home", Push, Signed(Push), "d1"));
        Assert.Equal(1, await home.Source.Database.QueryAsync<int>("SELECT count(*) FROM repository_announcement"));
        // GitLab's way, for a push that changes nothing: the look that it causes comes after all that the second delivery could have caused.
        var heard = await home.Source.Database.QueryAsync<DateTime>("SELECT read_at FROM source WHERE name = 'repository/home'");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hooks, "home", Push, ("X-Gitlab-Token", Secret), "d2"));
        await Eventually.TrueAsync(
            async () => await home.Source.Database.QueryAsync<DateTime>("SELECT read_at FROM source WHERE name = 'repository/home'") > heard, "a delivery makes it look", TimeSpan.FromSeconds(60));
        Assert.Empty(await home.TakeAsync());
        Assert.DoesNotContain(home.Source.Database.Logged, it => it.Contains(Secret, StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_delivery_without_end_is_refused()
    {
        using var remote = await TestRemote.CreateAsync();
        await using var home = await ObservedRepository.StartAsync(Announced(remote), secrets: ("HOOK", Secret));
        await using var hooks = await StartAsync(home, remote);
        var large = new string('x', (25 << 20) + 1);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(hooks, "home", large, Signed(large), "d1"));
    }

    static RepositorySpec Announced(TestRemote remote) => new()
    {
        Name = "home", Url = remote.Url, PollInterval = TimeSpan.FromHours(1), WebhookSecret = new HomeLab.Lab.Kinds.SecretReference { Env = "HOOK" },
    };

    static (string Name, string Value) Signed(string body) =>
        ("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));

    /// <summary>The endpoint of Inventory over the database, at a port that the system chooses.</summary>
    static async Task<WebApplication> StartAsync(ObservedRepository home, TestRemote remote)
    {
        var lab = new LabSpec { Repositories = [Announced(remote), new RepositorySpec { Name = "silent", Path = "." }] };
        await home.Source.Database.ExecuteAsync($"UPDATE lab SET spec = '{LabJson.Write(lab)}'");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(home.Source.Database.Labs);
        builder.Services.AddSingleton(RunningSource.Secrets(("HOOK", Secret)));
        builder.Services.AddSingleton(new RepositoryAnnouncements(home.Source.Database.Source, TimeProvider.System));
        var app = builder.Build();
        app.MapRepositoryHooks();
        await app.StartAsync();
        return app;
    }

    static async Task<HttpStatusCode> PostAsync(WebApplication hooks, string repository, string body, (string Name, string Value) signature, string delivery)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(hooks.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/repositories/{repository}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(signature.Name, signature.Value);
        request.Headers.Add("X-GitHub-Delivery", delivery);
        // So that a body that is refused is not sent.
        request.Headers.ExpectContinue = true;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
