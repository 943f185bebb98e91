using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Judges by the answer to something that was asked.</summary>
static class AnswerRule
{
    /// <summary>By what a reading names the probe that it answers.</summary>
    public static string KeyOf(ProbeSpec probe) => probe.Probe switch
    {
        "http" => $":{probe.Port}{probe.Path}",
        "api" => probe.Url ?? "/",
        "dns" or "promql" => probe.Query!,
        "command" => probe.Command!,
        "icmp" => probe.Target!,
        _ => $":{probe.Port}",
    };

    public static HealthSignal Judge(ProbeSpec probe, ProbeReading reading, DateTimeOffset now)
    {
        if (reading.NotAsked is { } obstacle)
            return Signal(HealthState.Unknown, HealthSignal.NotAsked, $"could not be asked: {obstacle}");
        if (reading.Failure is { } failure)
            return Signal(HealthState.Unhealthy, "NoAnswer", $"no answer: {failure}");
        if (probe.Probe is not ("http" or "api"))
        {
            return reading.IsRight
                ? Signal(HealthState.Healthy, "Answered", "answered as expected")
                : Signal(HealthState.Unhealthy, "WrongAnswer", $"answered otherwise than expected ({probe.Expect})");
        }
        if (probe.Statuses?.FirstOrDefault(it => it.Status == reading.Status) is { } known)
            return Signal(States.Of(known.Means), $"Status{known.Status}", $"answered {known.Status}: {known.Reason ?? known.Means}");
        // Who asks has none, and what refuses to tell does answer.
        if (reading.Status != probe.Status && (reading.Status is 401 or 403 || (probe.Auth is not null && reading.Status is >= 400 and < 500)))
            return Signal(HealthState.Healthy, "WantsCredentials", $"answered {reading.Status}; the rest is for those with credentials");
        if (probe.Status is { } expected && reading.Status != expected)
            return Signal(HealthState.Unhealthy, $"Status{reading.Status}", $"answered {reading.Status}, expected {expected}");
        return (probe.Body ?? []).Select(it => Judge(it, reading.Body, now))
            .Append((State: HealthState.Healthy, Reason: $"answered {reading.Status}")).OrderByDescending(it => it.State)
            .Select(it => Signal(it.State, "Answer", it.Reason)).First();

        HealthSignal Signal(HealthState state, string code, string reason) =>
            new($"{probe.Probe} {KeyOf(probe)}", reading.Address, state, code, reason);
    }

    static (HealthState State, string Reason) Judge(BodySpec body, string text, DateTimeOffset now)
    {
        if (body.Path is null)
            return Value(body, text.Trim(), "the answer");
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return (HealthState.Unknown, "the answer is no JSON");
        }
        if (body.Test is { } test && json is not null)
            return FieldTest.Judge(test, body.Path, json, body.Otherwise, now);
        var values = FactPath.Parse(body.Path).Texts(json);
        return values.Count == 0
            ? (HealthState.Unknown, $"the answer has no {body.Path}")
            : values.Select(it => Value(body, it, body.Path)).OrderByDescending(it => it.State).First();
    }

    static (HealthState State, string Reason) Value(BodySpec body, string value, string where) => (
        States.Of(value, body.Healthy, body.Degraded, body.Unhealthy) ?? (body.Otherwise is { } word ? States.Of(word) : HealthState.Unhealthy),
        $"{where} is {(value.Length <= 80 ? value : "a long text")}");
}
