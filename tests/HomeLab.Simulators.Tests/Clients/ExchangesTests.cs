namespace HomeLab.Simulators.Tests.Clients;

/// <summary>What other people's clients said and were told, said again where those clients are not installed.</summary>
public class ExchangesTests
{
    public static TheoryData<string> Kept => [.. Transcript.Kept];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_client_would_be_told_the_same(string name)
    {
        await using var api = await Api.StartAsync();
        if (name == "ddclient")
            await api.CreateAsync(new { type = "A", name = "home", content = "198.51.100.4", ttl = 300, comment = "kept" });
        api.Http.DefaultRequestHeaders.Authorization = null;
        var transcript = new Transcript();

        foreach (var kept in await Transcript.LoadAsync(name))
        {
            var (path, request) = (transcript.Actual(kept.Path), kept.Request is null ? null : transcript.Actual(kept.Request));
            var answer = await api.SendAsync(kept.Method, path, request, transcript.Actual(kept.Authorization));
            var found = transcript.Normal(kept with { Path = path, Request = request, Status = answer.Status, Answer = answer.Text });

            Assert.Equal(kept, found);
        }
    }
}
