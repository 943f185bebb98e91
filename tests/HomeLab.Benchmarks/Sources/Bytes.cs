namespace HomeLab.Benchmarks.Sources;

/// <summary>Answers, read to the end and thrown away.</summary>
static class Bytes
{
    public static async Task<long> ReadAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var (buffer, whole) = (new byte[65536], 0L);
        while (await body.ReadAsync(buffer) is > 0 and var read)
            whole += read;
        return whole;
    }
}
