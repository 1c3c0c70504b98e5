import { Combobox, Option } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

/** A combobox of the names a mapping may read; a name that is not in the list can be typed. */
export function AttributeBox(props: {
  readonly value: string;
  readonly attributes: readonly { readonly name: string; readonly label: string }[];
  readonly onChange: (name: string) => void;
  readonly onLeave: () => void;
}) {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const [filter, setFilter] = useState('');
  const wanted = filter.toLowerCase();
  const shown = props.attributes.filter(
    ({ name, label }) => name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted),
  );
  const take = (name: string) => {
    setFilter('');
    if (name !== '' && name !== props.value) props.onChange(name);
    else setText(props.value);
    props.onLeave();
  };
  return (
    <Combobox
      freeform
      value={text}
      selectedOptions={[props.value]}
      onChange={(event) => {
        setText(event.target.value);
        setFilter(event.target.value);
      }}
      onOpenChange={(_, data) => {
        if (data.open) setFilter('');
      }}
      onOptionSelect={(_, data) => {
        if (data.optionValue !== undefined) take(data.optionValue);
      }}
      onBlur={() => take(text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(text.trim());
      }}
    >
      {shown.map(({ name, label }) => (
        <Option key={name} value={name} text={name}>
          {label === '' || label === name ? name : `${name} · ${label}`}
        </Option>
      ))}
    </Combobox>
  );
}
