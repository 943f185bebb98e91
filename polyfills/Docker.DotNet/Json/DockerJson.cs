using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace Docker.DotNet;

/// <summary>The Engine's JSON: defaults are left out, times are ISO 8601 or seconds since 1970.</summary>
static class DockerJson
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    static readonly JsonSerializerSettings Settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DefaultValueHandling = DefaultValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        ContractResolver = new ApiContractResolver(),
        Converters = [new TimeConverter(), new StringEnumConverter()],
    };

    static readonly JsonSerializer Serializer = JsonSerializer.Create(Settings);

    public static string Write(object value) => JsonConvert.SerializeObject(value, Settings);

    public static T Read<T>(string json) => JsonConvert.DeserializeObject<T>(json, Settings);

    public static HttpContent Content(object body) => new StringContent(Write(body), Utf8, "application/json");

    /// <summary>Reads values that follow one another, each reported once its last character is there.</summary>
    public static async Task ReadManyAsync<T>(Stream stream, IProgress<T> progress, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, Utf8);
        using var json = new JsonTextReader(text) { SupportMultipleContent = true, DateParseHandling = DateParseHandling.None };
        // The reader takes the token but does not pass it to the stream; leaving disposes the stream under it.
        while (await json.ReadAsync(cancellationToken).WaitAsync(cancellationToken))
        {
            var value = await JToken.LoadAsync(json, cancellationToken).WaitAsync(cancellationToken);
            progress.Report(value.ToObject<T>(Serializer));
        }
    }
}
