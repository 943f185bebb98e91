using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Compose;

[JsonConverter(typeof(JsonStringEnumConverter<ReadyCondition>))]
enum ReadyCondition
{
    Started,
    Healthy,
    CompletedSuccessfully,
}
