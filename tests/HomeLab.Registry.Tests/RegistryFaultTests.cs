using System.Text;
using HomeLab.Testing;
using Microsoft.AspNetCore.Http;

namespace HomeLab.Registry.Tests;

/// <summary>What registries answer on bad days.</summary>
public sealed class RegistryFaultTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const string Secret = "hunter2hunter2";

    static readonly RegistryCredential Reader = new("reader", Secret);
    static readonly string Basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"reader:{Secret}"))}";

    static async Task<RegistryException> FailureAsync(Func<HttpContext, Task> answer, RegistryCredential? credential = null, TimeProvider? time = null)
    {
        await using var registry = await ScriptedRegistry.StartAsync(answer);
        using var http = Http.Client();
        var failure = await Assert.ThrowsAsync<RegistryException>(() => registry.Client(http, credential, time).DigestAsync("app", "1", CancellationToken.None));
        Assert.Contains(registry.Host, failure.Message, StringComparison.Ordinal);
        return failure;
    }

    static Task Status(HttpContext context, int status, string body = "", params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return context.Request.Method == "HEAD" ? Task.CompletedTask : context.Response.WriteAsync(body);
    }

    static Task Found(HttpContext context, params (string Name, string Value)[] headers) => Status(context, 200, "", [("Docker-Content-Digest", Digest), .. headers]);

    [Fact]
    public async Task A_token_is_got_once_with_the_credentials_and_kept_until_it_runs_out()
    {
        var (time, tokens) = (new FakeTimeProvider(), 0);
        await using var registry = await ScriptedRegistry.StartAsync(context => context.Request.Path == "/token"
            ? Status(context, 200, $$"""{"token": "t{{++tokens}}", "expires_in": 300}""")
            : context.Request.Headers.Authorization == $"Bearer t{tokens}" && tokens > 0 ? Found(context)
            : Status(context, 401, "", ("WWW-Authenticate", $"Bearer realm=\"http://{context.Request.Host}/token?account=me\",service=\"the \\\"registry\\\"\"")));
        using var http = Http.Client();
        var client = registry.Client(http, Reader, time);

        await client.DigestAsync("home/app", "1", CancellationToken.None);
        await client.DigestAsync("home/app", "1", CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(5));
        await client.DigestAsync("home/app", "1", CancellationToken.None);

        const string Token = "GET /token?account=me&service=the%20%22registry%22&scope=repository%3Ahome%2Fapp%3Apull";
        Assert.Equal(
            [
                "HEAD /v2/home/app/manifests/1", $"{Token} {Basic}", "HEAD /v2/home/app/manifests/1 Bearer t1", "HEAD /v2/home/app/manifests/1 Bearer t1",
                "HEAD /v2/home/app/manifests/1", $"{Token} {Basic}", "HEAD /v2/home/app/manifests/1 Bearer t2",
            ],
            registry.Asked);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_not_asked_for_again_and_again()
    {
        await using var registry = await ScriptedRegistry.StartAsync(context => context.Request.Path == "/token"
            ? Status(context, 200, """{"access_token": "t"}""") : Status(context, 401, "", ("WWW-Authenticate", $"Bearer realm=\"http://{context.Request.Host}/token\"")));
        using var http = Http.Client();

        var failure = await Assert.ThrowsAsync<RegistryException>(() => registry.Client(http).DigestAsync("app", "1", CancellationToken.None));

        Assert.Equal(RegistryFailure.Unauthorized, failure.Failure);
        Assert.Equal(3, registry.Asked.Count);
    }

    [Fact]
    public async Task Credentials_go_to_no_realm_in_clear_text_on_another_host()
    {
        await using var other = await ScriptedRegistry.StartAsync(context => Status(context, 200, """{"token": "t"}"""));
        var failure = await FailureAsync(context => Status(context, 401, "", ("WWW-Authenticate", $"Bearer realm=\"http://{other.Host}/token\"")), Reader);

        Assert.Equal(RegistryFailure.Unauthorized, failure.Failure);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Redirects_are_followed_and_credentials_stay_with_the_host()
    {
        await using var other = await ScriptedRegistry.StartAsync(context => Found(context));
        await using var registry = await ScriptedRegistry.StartAsync(context =>
            context.Request.Headers.Authorization != Basic ? Status(context, 401, "", ("WWW-Authenticate", "Basic realm=\"here\""))
            : context.Request.Path == "/v2/app/manifests/1" ? Status(context, 307, "", ("Location", "/elsewhere"))
            : Status(context, 302, "", ("Location", $"http://{other.Host}/blob")));
        using var http = Http.Client();

        Assert.Equal(Digest, (await registry.Client(http, Reader).DigestAsync("app", "1", CancellationToken.None)).Digest);

        Assert.Equal(["HEAD /v2/app/manifests/1", $"HEAD /v2/app/manifests/1 {Basic}", $"HEAD /elsewhere {Basic}"], registry.Asked);
        Assert.Equal(["HEAD /blob"], other.Asked);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        var failure = await FailureAsync(context => Status(context, 302, "", ("Location", "/again")));

        Assert.Equal(RegistryFailure.Unreadable, failure.Failure);
    }

    [Fact]
    public async Task A_registry_that_wants_to_be_left_alone_says_for_how_long()
    {
        var time = new FakeTimeProvider();
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(40);

        var seconds = await FailureAsync(context => Status(context, 429, "", ("Retry-After", "17")), time: time);
        var date = await FailureAsync(context => Status(context, 429, "", ("Retry-After", until.ToString("R"))), time: time);
        var held = await FailureAsync(context => Status(context, 429, "", ("X-Retry-After", until.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture))), time: time);
        var silent = await FailureAsync(context => Status(context, 429), time: time);
        var busy = await FailureAsync(context => Status(context, 503, "", ("Retry-After", "5")), time: time);

        Assert.All([seconds, date, held, silent], it => Assert.Equal(RegistryFailure.TooMany, it.Failure));
        Assert.Equal(TimeSpan.FromSeconds(17), seconds.RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(40), date.RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(40), held.RetryAfter);
        Assert.Null(silent.RetryAfter);
        Assert.Equal((RegistryFailure.Unavailable, TimeSpan.FromSeconds(5)), (busy.Failure, busy.RetryAfter));
    }

    [Fact]
    public async Task What_is_left_of_a_limit_is_told()
    {
        await using var registry = await ScriptedRegistry.StartAsync(context => Found(context, ("ratelimit-limit", "100;w=21600"), ("ratelimit-remaining", "76;w=21600")));
        using var http = Http.Client();

        Assert.Equal(new RegistryQuota(100, 76, TimeSpan.FromHours(6)), (await registry.Client(http).DigestAsync("app", "1", CancellationToken.None)).Quota);
    }

    [Fact]
    public async Task Each_refusal_has_its_reason()
    {
        Assert.Equal(RegistryFailure.Forbidden, (await FailureAsync(context => Status(context, 403))).Failure);
        Assert.Equal(RegistryFailure.NotFound, (await FailureAsync(context => Status(context, 404))).Failure);
        Assert.Equal(RegistryFailure.Unavailable, (await FailureAsync(context => Status(context, 502, "<html>"))).Failure);
        Assert.Equal(RegistryFailure.Unreadable, (await FailureAsync(context => Status(context, 418))).Failure);
        Assert.Equal(RegistryFailure.Unreadable, (await FailureAsync(context => Status(context, 200, "", ("Docker-Content-Digest", "sha256:../..")))).Failure);
    }

    [Fact]
    public async Task A_registry_without_the_header_is_asked_for_the_manifest_and_its_digest_is_computed()
    {
        const string Manifest = """{"schemaVersion": 2}""";
        await using var registry = await ScriptedRegistry.StartAsync(context => Status(context, 200, Manifest));
        using var http = Http.Client();

        var digest = (await registry.Client(http).DigestAsync("app", "1", CancellationToken.None)).Digest;

        Assert.Equal($"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Manifest)))}", digest);
        Assert.Equal(["HEAD /v2/app/manifests/1", "GET /v2/app/manifests/1"], registry.Asked);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_or_never_ends_is_no_answer()
    {
        var cut = await FailureAsync(async context =>
        {
            context.Response.ContentLength = context.Request.Method == "HEAD" ? null : 1_000;
            if (context.Request.Method != "HEAD")
            {
                await context.Response.WriteAsync("{\"schema");
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        });
        var endless = await FailureAsync(async context =>
        {
            for (var i = 0; context.Request.Method != "HEAD" && i < 6_000 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(new byte[1024]);
        });

        Assert.Equal((RegistryFailure.Unavailable, RegistryFailure.Unreadable), (cut.Failure, endless.Failure));
    }

    [Fact]
    public async Task Nobody_there_is_told_as_such()
    {
        using var http = Http.Client();
        var client = new RegistryClient(http, new RegistrySettings { Host = "registry.invalid" }, TimeProvider.System);

        Assert.Equal(RegistryFailure.Unavailable, (await Assert.ThrowsAsync<RegistryException>(() => client.DigestAsync("app", "1", CancellationToken.None))).Failure);
    }

    [Fact]
    public async Task Tags_are_read_page_by_page_from_the_same_host()
    {
        await using var registry = await ScriptedRegistry.StartAsync(context => context.Request.QueryString.Value switch
        {
            "?n=1000" => Status(context, 200, """{"name": "app", "tags": ["1", "2"]}""", ("Link", "</v2/app/tags/list?last=2&n=1000>; rel=\"next\"")),
            "?last=2&n=1000" => Status(context, 200, """{"name": "app", "tags": ["3"]}""", ("Link", "<https://evil.example//v2/app/tags/list?last=3>; rel=\"next\"")),
            _ => Status(context, 200, """{"name": "app", "tags": null}"""),
        });
        using var http = Http.Client();

        Assert.Equal(["1", "2", "3"], await registry.Client(http).TagsAsync("app", CancellationToken.None));
    }

    [Fact]
    public async Task Credentials_stand_in_no_error()
    {
        var failure = await FailureAsync(
            context => context.Request.Path == "/token" ? Status(context, 200, $$"""{"toke": "{{Secret}}"}""")
                : Status(context, 401, "", ("WWW-Authenticate", $"Bearer realm=\"http://{context.Request.Host}/token\"")),
            Reader);

        Assert.Equal(RegistryFailure.Unreadable, failure.Failure);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Reader.ToString(), StringComparison.Ordinal);
    }
}
