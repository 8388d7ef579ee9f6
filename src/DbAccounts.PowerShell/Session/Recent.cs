using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.PowerShell.Session;

/// <summary>What was seen last, by key and in the order of first being seen. What is older makes room.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class Recent<TKey, TValue>(int most)
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _inOrder = new();

    /// <summary>All that is kept, the oldest first.</summary>
    public IReadOnlyList<TValue> All
    {
        get
        {
            lock (_inOrder)
            {
                return [.. _inOrder.Select(kept => kept.Value)];
            }
        }
    }

    /// <summary>Keeps a value, in place of an older one by the same key.</summary>
    public void Keep(TKey key, TValue value)
    {
        lock (_inOrder)
        {
            if (_byKey.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)> known))
            {
                known.Value = (key, value);
                return;
            }

            Add(key, value);
        }
    }

    /// <summary>The value that is kept by a key, and where there is none a new one, which is kept.</summary>
    public TValue Keep(TKey key, Func<TValue> make)
    {
        lock (_inOrder)
        {
            return _byKey.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)> known) ? known.Value.Value : Add(key, make());
        }
    }

    /// <summary>Forgets what is kept by a key.</summary>
    public void Forget(TKey key)
    {
        lock (_inOrder)
        {
            if (_byKey.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)> known))
            {
                Remove(known);
            }
        }
    }

    private TValue Add(TKey key, TValue value)
    {
        if (_byKey.Count >= most)
        {
            Remove(_inOrder.First);
        }

        _byKey.Add(key, _inOrder.AddLast((key, value)));
        return value;
    }

    private void Remove(LinkedListNode<(TKey Key, TValue Value)> kept)
    {
        _byKey.Remove(kept.Value.Key);
        _inOrder.Remove(kept);
    }
}
