using System.Text.Json;
using System.Text.Json.Serialization;

namespace k8s.Models;

/// <remarks>A deletion is answered with a status, or with the object while something still holds it.</remarks>
public partial record V1Status
{
    JsonElement? _object;

    [JsonIgnore]
    public bool HasObject => _object is not null;

    public T ObjectView<T>() => KubernetesJson.Deserialize<T>(_object.GetValueOrDefault());

    public sealed class V1StatusObjectViewConverter : JsonConverter<V1Status>
    {
        static readonly JsonSerializerOptions Plain = new();

        public override V1Status Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var element = JsonElement.ParseValue(ref reader);
            try
            {
                return element.Deserialize<V1Status>(Plain);
            }
            catch (JsonException)
            {
                return new V1Status { _object = element };
            }
        }

        public override void Write(Utf8JsonWriter writer, V1Status value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A client sends no status.");
    }
}
