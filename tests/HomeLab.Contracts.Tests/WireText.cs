using System.Text;
using Google.Protobuf.Reflection;

namespace HomeLab.Contracts.Tests;

/// <summary>A descriptor as lines, sorted by what the wire knows: names of services, numbers of fields.</summary>
static class WireText
{
    public static string Of(FileDescriptor file)
    {
        var text = new StringBuilder().Append("package ").Append(file.Package).Append('\n');
        foreach (var method in file.Services.SelectMany(s => s.Methods).OrderBy(m => m.FullName, StringComparer.Ordinal))
        {
            text.Append("rpc ").Append(method.FullName).Append(' ')
                .Append(method.IsClientStreaming ? "stream " : "").Append(method.InputType.FullName).Append(" -> ")
                .Append(method.IsServerStreaming ? "stream " : "").Append(method.OutputType.FullName).Append('\n');
        }
        foreach (var type in file.EnumTypes.Concat(file.MessageTypes.SelectMany(AllEnums)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            text.Append("enum ").Append(type.FullName).Append('\n');
            foreach (var value in type.Values.OrderBy(v => v.Number))
            {
                text.Append("  ").Append(value.Number).Append(' ').Append(value.Name).Append('\n');
            }
        }
        foreach (var message in file.MessageTypes.SelectMany(All).OrderBy(m => m.FullName, StringComparer.Ordinal))
        {
            text.Append("message ").Append(message.FullName).Append('\n');
            foreach (var field in message.Fields.InFieldNumberOrder())
            {
                text.Append("  ").Append(field.FieldNumber).Append(' ').Append(field.Name).Append(' ').Append(TypeOf(field)).Append('\n');
            }
        }
        return text.ToString();
    }

    static string TypeOf(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message when field.IsMap => $"map of {string.Join(" to ", field.MessageType.Fields.InFieldNumberOrder().Select(TypeOf))}",
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            _ => field.FieldType.ToString().ToLowerInvariant(),
        };
        return (field.IsRepeated && !field.IsMap ? "repeated " : "") + type
            + (field.RealContainingOneof is { } oneof ? $" in {oneof.Name}" : "");
    }

    static IEnumerable<MessageDescriptor> All(MessageDescriptor message) => message.NestedTypes.SelectMany(All).Prepend(message);

    static IEnumerable<EnumDescriptor> AllEnums(MessageDescriptor message) => All(message).SelectMany(m => m.EnumTypes);
}
