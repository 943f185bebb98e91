using System.Reflection;
using System.Text;

namespace HomeLab.Polyfills.Tests.Surface;

/// <summary>
/// Writes an assembly's public surface as one line per type and member, sorted, so that two assemblies that offer the
/// same API give the same lines: a polyfill's lines must all stand in the list of the package it stands for.
/// </summary>
/// <remarks>Nullability and attributes are left out; parameter names, defaults, constraints and bases are kept.</remarks>
public static class ApiSurface
{
    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(Lines).Distinct().Order(StringComparer.Ordinal);

    static IEnumerable<string> Lines(Type type)
    {
        var name = Name(type);
        yield return $"{Kind(type)} {name}{Bases(type)}{Constraints(type.GetGenericArguments())}";
        const BindingFlags declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        foreach (var member in type.GetMembers(declared).Where(IsVisible))
        {
            if (Line(member) is { } line) yield return $"{name}.{line}";
        }
    }

    static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } c => $"ctor({Parameters(c)})",
        MethodInfo { IsSpecialName: true } m when !m.Name.StartsWith("op_") => null,
        MethodInfo m => $"{Modifier(m)}{m.Name}{Arguments(m)}({Parameters(m)}) : {Name(m.ReturnType)}{Constraints(m.GetGenericArguments())}",
        PropertyInfo p => $"{Modifier((p.GetMethod ?? p.SetMethod)!)}{p.Name}{Index(p)} {{{(Visible(p.GetMethod) ? " get;" : "")}{(Visible(p.SetMethod) ? " set;" : "")} }} : {Name(p.PropertyType)}",
        EventInfo e => $"event {e.Name} : {Name(e.EventHandlerType!)}",
        FieldInfo { IsSpecialName: false } f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{f.Name} : {Name(f.FieldType)}",
        _ => null,
    };

    static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase m => Visible(m),
        FieldInfo f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly,
        PropertyInfo p => Visible(p.GetMethod) || Visible(p.SetMethod),
        EventInfo e => Visible(e.AddMethod),
        _ => false,
    } && !member.Name.StartsWith('<');

    static bool Visible(MethodBase? m) => m is { } && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);

    static string Kind(Type t) =>
        t.IsEnum ? "enum" : t.IsInterface ? "interface" : typeof(Delegate).IsAssignableFrom(t) ? "delegate" : t.IsValueType ? "struct"
        : t.IsAbstract && t.IsSealed ? "static class" : t.IsSealed ? "sealed class" : t.IsAbstract ? "abstract class" : "class";

    static string Modifier(MethodBase m) =>
        (m.IsStatic ? "static " : m.IsAbstract && !m.DeclaringType!.IsInterface ? "abstract " : m.IsVirtual && !m.IsFinal && !m.DeclaringType!.IsInterface ? "virtual " : "")
        + (m.IsPublic ? "" : "protected ");

    static string Bases(Type t)
    {
        if (t.IsEnum || typeof(Delegate).IsAssignableFrom(t)) return "";
        var bases = new List<string>();
        if (t is { IsClass: true, BaseType: { } b } && b != typeof(object)) bases.Add(Name(b));
        bases.AddRange(t.GetInterfaces().Where(i => i.IsVisible).Select(Name).Order(StringComparer.Ordinal));
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(p =>
        (p.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : "")
        + $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? " = " + Default(p) : "")}"));

    static string Default(ParameterInfo p)
    {
        try { return p.RawDefaultValue switch { null => "default", string s => $"\"{s}\"", bool b => b ? "true" : "false", var v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture) ?? "default" }; }
        catch (FormatException) { return "default"; }
    }

    static string Index(PropertyInfo p) =>
        p.GetIndexParameters() is { Length: > 0 } i ? $"[{string.Join(", ", i.Select(x => Name(x.ParameterType)))}]" : "";

    static string Arguments(MethodInfo m) => m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(a => a.Name))}>" : "";

    static string Constraints(Type[] arguments) => string.Concat(arguments.Where(a => a.IsGenericParameter).Select(a =>
    {
        var flags = a.GenericParameterAttributes;
        var parts = new List<string>();
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) parts.Add("class");
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) parts.Add("struct");
        parts.AddRange(a.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Name).Order(StringComparer.Ordinal));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !parts.Contains("struct")) parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {a.Name} : {string.Join(", ", parts)}";
    }));

    static string Name(Type t)
    {
        if (t.IsByRef) return Name(t.GetElementType()!);
        if (t.IsArray) return Name(t.GetElementType()!) + "[]";
        if (t.IsGenericParameter) return t.Name;
        if (Nullable.GetUnderlyingType(t) is { } value) return Name(value) + "?";
        var arguments = t.GetGenericArguments();
        var name = new StringBuilder();
        var chain = new Stack<Type>();
        for (var x = t; x is { }; x = x.DeclaringType) chain.Push(x);
        name.Append(t.Namespace).Append(t.Namespace is null ? "" : ".");
        var used = 0;
        name.AppendJoin('.', chain.Select(x =>
        {
            var total = x.GetGenericArguments().Length;
            var own = arguments[used..Math.Min(total, arguments.Length)];
            used = total;
            return x.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Name))}>");
        }));
        return name.ToString();
    }
}
