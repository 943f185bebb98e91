namespace HomeLab.Simulators.Tests.Cloudflare;

public class HostileInputTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"type":"A"}""")]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","ttl":1e99}""")]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","ttl":1.5}""")]
    [InlineData("""{"type":"A","name":"\ud800","content":"198.51.100.4"}""")]
    [InlineData("""{"type":"TXT","name":"a","content":"\udc00"}""")]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","tags":["\ud800"]}""")]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","tags":[{}]}""")]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","settings":{"ipv4_only":"x"}}""")]
    [InlineData("""{"type":"CAA","name":"a","data":{"flags":0,"tag":"issue","value":"a\"b"}}""")]
    [InlineData("""{"type":"CAA","name":"a","data":{"flags":0,"tag":"issue","value":{}}}""")]
    [InlineData("""{"type":"SRV","name":"a","data":[]}""")]
    [InlineData("""{"type":"MX","name":"a","content":"mail.example.net","priority":70000}""")]
    [InlineData("""{"type":"A","name":"a","content":"198.51.100.4","comment":"two\nlines"}""")]
    [InlineData("""{"type":"A","name":"a\u0000b","content":"198.51.100.4"}""")]
    [InlineData("""{"type":"CNAME","name":"a","content":"a b"}""")]
    public async Task A_body_that_makes_no_record_is_refused_and_changes_nothing(string body)
    {
        await using var api = await Api.StartAsync();

        var single = await api.PostAsync(api.Records, body);
        var batch = await api.PostAsync($"{api.Records}/batch", $$"""{"posts":[{{body}}]}""");

        Assert.Equal((400, 400), (single.Status, batch.Status));
        Assert.False(single.Json!["success"]!.GetValue<bool>());
        Assert.Empty((await api.GetAsync(api.Records)).Result!.AsArray());
    }

    [Theory]
    [InlineData("""{"posts":{}}""")]
    [InlineData("""{"deletes":[{}]}""")]
    [InlineData("""{"deletes":[{"id":"no-id"}]}""")]
    [InlineData("""{"patches":[{"content":"198.51.100.4"}]}""")]
    public async Task A_batch_of_the_wrong_shape_is_refused(string body)
    {
        await using var api = await Api.StartAsync();

        var answer = await api.PostAsync($"{api.Records}/batch", body);

        Assert.InRange(answer.Status, 400, 404);
        Assert.NotEqual(0, answer.Code);
    }

    [Fact]
    public async Task Nesting_without_end_is_malformed()
    {
        await using var api = await Api.StartAsync();

        var answer = await api.PostAsync(api.Records, new string('[', 100_000));

        Assert.Equal((400, 6007), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "no parts")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"z\"\r\n\r\nwww IN A (")]
    [InlineData("application/json", "{}")]
    public async Task A_form_without_a_readable_file_is_refused(string type, string body)
    {
        await using var api = await Api.StartAsync();
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await api.PostAsync($"{api.Records}/import", content);

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"effect":"nonsense"}""")]
    [InlineData("""{"effect":"status","path":7}""")]
    public async Task A_rule_that_makes_no_sense_is_refused_with_a_reason(string body)
    {
        await using var api = await Api.StartAsync();

        var answer = await api.ControlAsync("POST", "/_sim/faults", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains("detail", answer.Text, StringComparison.Ordinal);
        Assert.Empty(api.Host.Faults.Armed);
    }
}
