namespace HomeLab.Simulators.RequestLog;

/// <summary>One object that a request changed.</summary>
/// <param name="Action"><c>create</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="Id">The object's id in its system.</param>
/// <param name="Object">What it is in words, such as <c>A www.example.com 198.51.100.4</c>: after the change, or before a delete.</param>
/// <param name="Comment">The comment that it carries then; null without one.</param>
public sealed record RequestEffect(string Action, string Id, string Object, string? Comment);
