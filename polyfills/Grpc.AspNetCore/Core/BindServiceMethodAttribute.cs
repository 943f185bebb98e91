namespace Grpc.Core;

/// <summary>Put on a generated service base: which static method binds it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    public Type BindType { get; } = bindType;

    public string BindMethodName { get; } = bindMethodName;
}
