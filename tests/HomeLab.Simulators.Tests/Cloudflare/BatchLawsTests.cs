using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Cloudflare;

public class BatchLawsTests
{
    sealed record Step(int Kind, int Target, int Name, int Content, bool IsAlias)
    {
        public string NameText => $"n{Name}";

        public string Type => IsAlias ? "CNAME" : "A";

        public string ContentText => IsAlias ? $"t{Content}.example.net" : $"198.51.100.{Content}";
    }

    [Fact]
    public async Task A_batch_is_its_changes_in_order_or_nothing()
    {
        await using var batched = await Api.StartAsync();
        await using var single = await Api.StartAsync();
        var (applied, refused) = (0, 0);

        // The same every time: a law that fails once a month helps nobody.
        var chance = new Random(2);

        for (var run = 0; run < 60; run++)
        {
            var steps = Enumerable.Range(0, chance.Next(1, 5)).Select(_ => Any(chance)).ToList();
            var ids = await StartAsync(batched, single);
            var ordered = steps.OrderBy(step => step.Kind).ToList();

            var before = await ShapeAsync(batched);
            var answer = await batched.PostAsync($"{batched.Records}/batch", BatchOf(ordered, ids.Batched));
            var failure = await ApplyAsync(single, ordered, ids.Single);

            Assert.Equal(failure?.Text, answer.Status == 200 ? null : answer.Text);
            Assert.Equal(failure is null ? await ShapeAsync(single) : before, await ShapeAsync(batched));
            _ = failure is null ? applied++ : refused++;
        }

        Assert.True(applied > 10 && refused > 10, $"{applied} applied and {refused} refused show too little");
    }

    static Step Any(Random chance) =>
        new(chance.Next(4), chance.Next(4), chance.Next(6), chance.Next(1, 4), IsAlias: chance.Next(5) == 0);

    static async Task<(List<string> Batched, List<string> Single)> StartAsync(Api batched, Api single)
    {
        var ids = new List<List<string>>();
        foreach (var api in new[] { batched, single })
        {
            await api.ControlAsync("POST", "/_sim/reset");
            var made = new List<string>();
            for (var n = 0; n < 3; n++)
                made.Add((await api.CreateAsync(new { type = "A", name = $"n{n}", content = "198.51.100.1" }))["id"]!.GetValue<string>());
            made.Add(new string('0', 32));
            ids.Add(made);
        }

        return (ids[0], ids[1]);
    }

    static JsonObject BatchOf(List<Step> steps, List<string> ids)
    {
        string[] lists = ["deletes", "patches", "puts", "posts"];
        var batch = new JsonObject();
        foreach (var group in steps.GroupBy(step => step.Kind))
            batch[lists[group.Key]] = new JsonArray([.. group.Select(step => Body(step, ids))]);
        return batch;
    }

    static JsonObject Body(Step step, List<string> ids)
    {
        var body = new JsonObject { ["type"] = step.Type, ["name"] = step.NameText, ["content"] = step.ContentText };
        if (step.Kind < 3)
            body["id"] = ids[step.Target];
        return body;
    }

    static async Task<Answer?> ApplyAsync(Api api, List<Step> steps, List<string> ids)
    {
        foreach (var step in steps)
        {
            var (method, path) = step.Kind switch
            {
                0 => ("DELETE", $"{api.Records}/{ids[step.Target]}"),
                1 => ("PATCH", $"{api.Records}/{ids[step.Target]}"),
                2 => ("PUT", $"{api.Records}/{ids[step.Target]}"),
                _ => ("POST", api.Records),
            };
            var answer = await api.SendAsync(method, path, step.Kind == 0 ? null : Body(step, ids));
            if (answer.Status != 200)
                return answer;
        }

        return null;
    }

    static async Task<string> ShapeAsync(Api api)
    {
        var records = (await api.GetAsync(api.Records)).Result!.AsArray();
        return string.Join('\n', records.Select(record => $"{record!["name"]} {record["type"]} {record["content"]}").Order(StringComparer.Ordinal));
    }
}
