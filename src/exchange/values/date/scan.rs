//! The unread rest of a date's text, and the small parts that all spellings share. The spellings are in `spelled` and
//! `named`.

pub struct Scan<'a> {
    pub rest: &'a str,
}

#[derive(Clone, Copy)]
pub enum Half {
    Morning,
    Afternoon,
}

impl<'a> Scan<'a> {
    pub fn skip(&mut self, what: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(what);
    }

    pub fn is_at_end(&self) -> bool {
        self.rest.trim_start().is_empty()
    }

    /// One to `most` digits.
    pub fn digits(&mut self, most: usize) -> Option<&'a str> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        (length > 0).then_some(digits)
    }

    /// Exactly four digits.
    pub fn year(&mut self) -> Option<i32> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(4).filter(|_| length == 4)?;
        self.rest = rest;
        digits.parse().ok()
    }

    /// A run of Latin letters.
    pub fn letters(&mut self) -> &'a str {
        let length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, rest) = self.rest.split_at(length);
        self.rest = rest;
        letters
    }

    /// One of these letters, with spaces around it.
    pub fn one_of(&mut self, letters: &str) -> Option<char> {
        let rest = self.rest.trim_start();
        let letter = rest.chars().next().filter(|letter| letters.contains(*letter))?;
        self.rest = rest[letter.len_utf8()..].trim_start();
        Some(letter)
    }

    pub fn word(&mut self, word: &str) -> bool {
        let starts = self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if starts {
            self.rest = self.rest[word.len()..].trim_start();
        }
        starts
    }

    pub fn any_word(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(word))
    }

    /// 星期五, 周五, (五): adds nothing to the date.
    pub fn weekday(&mut self) {
        let bracket = self.word("(");
        if self.word("星期") || self.word("周") || bracket {
            self.skip(|letter| "一二三四五六日天".contains(letter));
            self.word(")");
            self.skip(char::is_whitespace);
        }
    }

    pub fn half_of_day(&mut self) -> Option<Half> {
        self.skip(char::is_whitespace);
        if self.any_word(&["上午", "凌晨", "早上", "AM", "A.M."]) {
            return Some(Half::Morning);
        }
        self.any_word(&["下午", "中午", "晚上", "PM", "P.M."]).then_some(Half::Afternoon)
    }

    /// Seconds and their fraction, which add nothing to the minute.
    pub fn seconds(&mut self) {
        if self.one_of(":分").is_some() && self.digits(2).is_some() {
            let _ = self.one_of("秒");
            if self.word(".") || self.word(",") {
                let _ = self.digits(9);
            }
        }
    }
}
